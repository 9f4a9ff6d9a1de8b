using LaMo.Core.Evaluation;

namespace LaMo.Environments.ClassicControl;

/// <summary>
/// Gymnasium's Pendulum-v1: a rod that must be swung up by a torque too weak to lift it at once, and kept upright. A step costs the squared angle from upright, 0.1
/// times the squared angular speed and 0.001 times the squared torque, all before the step; episodes last 200 steps.
/// </summary>
/// <remarks>
/// The observation, float32 <c>[3]</c>: the cosine and sine of the angle, which is 0 upright, and the angular speed, at most 8. The action, float32 <c>[1]</c>
/// in [-2, 2]: the torque.
/// </remarks>
public sealed class Pendulum : EpisodicTask
{
    private const double Gravity = 10;
    private const double MaxSpeed = 8;
    private const double MaxTorque = 2;
    private const double TimeStep = 0.05;

    private double _angle;
    private double _angularSpeed;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    public Pendulum() : base([(float)-MaxTorque], [(float)MaxTorque])
    {
    }

    /// <inheritdoc/>
    public override int ObservationSize => 3;

    /// <inheritdoc/>
    /// <remarks>A random policy's return is -1230 on average; a good one's -150.</remarks>
    public override EvaluationProtocol Protocol { get; } = new(20, 200, 100, [-150, -400], -1230, -150);

    /// <summary>Starts an episode in a state of choice.</summary>
    /// <param name="angle">The angle from upright, in radians.</param>
    /// <param name="angularSpeed">The angular speed.</param>
    /// <returns>The first observation.</returns>
    public float[] SetState(double angle, double angularSpeed)
    {
        (_angle, _angularSpeed) = (angle, angularSpeed);
        return BeginEpisode();
    }

    /// <inheritdoc/>
    protected override void Begin(Random random)
    {
        _angle = random.NextUniform(-Math.PI, Math.PI);
        _angularSpeed = random.NextUniform(-1, 1);
    }

    /// <inheritdoc/>
    protected override (float Reward, bool Terminated) Advance(ReadOnlySpan<float> action)
    {
        double torque = Math.Clamp(action[0], -MaxTorque, MaxTorque);
        double lean = Math.IEEERemainder(_angle, 2 * Math.PI);
        double cost = lean * lean + 0.1 * _angularSpeed * _angularSpeed + 0.001 * torque * torque;
        // A rod of length 1 and mass 1 turns about its end: its moment of inertia is 1/3.
        _angularSpeed = Math.Clamp(_angularSpeed + (1.5 * Gravity * Math.Sin(_angle) + 3 * torque) * TimeStep, -MaxSpeed, MaxSpeed);
        _angle += _angularSpeed * TimeStep;
        return ((float)-cost, false);
    }

    /// <inheritdoc/>
    protected override void Observe(Span<float> observation)
    {
        (double sin, double cos) = Math.SinCos(_angle);
        ((float[])[(float)cos, (float)sin, (float)_angularSpeed]).CopyTo(observation);
    }
}
