using LaMo.Core.Evaluation;

namespace LaMo.Environments.ClassicControl;

/// <summary>
/// Gymnasium's CartPole-v1 (Barto, Sutton and Anderson, 1983): a cart on a rail that must keep a pole upright by being pushed left (action 0) or right (1).
/// Each step earns 1. An episode ends when the pole leans by more than 12 degrees or the cart is more than 2.4 from the middle, and is cut after 500 steps.
/// </summary>
/// <remarks>The observation, float32 <c>[4]</c>: the cart's place and speed, the pole's angle and angular speed.</remarks>
public sealed class CartPole : EpisodicTask
{
    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = 1.1;
    private const double HalfLength = 0.5;
    private const double Force = 10;
    private const double TimeStep = 0.02;
    private const double PlaceLimit = 2.4;
    private const double AngleLimit = 12 * Math.PI / 180;
    private const double NoiseScale = 0.05;

    private double _place;
    private double _speed;
    private double _angle;
    private double _angularSpeed;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    public CartPole() : base(actionCount: 2)
    {
    }

    /// <inheritdoc/>
    public override int ObservationSize => 4;

    /// <inheritdoc/>
    /// <remarks>A random policy lasts 22 steps on average; 500 is the most there is.</remarks>
    public override EvaluationProtocol Protocol { get; } = new(20, 500, 100, [500, 250], 22, 500);

    /// <summary>Starts an episode in a state of choice.</summary>
    /// <param name="place">The cart's place.</param>
    /// <param name="speed">The cart's speed.</param>
    /// <param name="angle">The pole's angle, in radians.</param>
    /// <param name="angularSpeed">The pole's angular speed.</param>
    /// <returns>The first observation.</returns>
    public float[] SetState(double place, double speed, double angle, double angularSpeed)
    {
        (_place, _speed, _angle, _angularSpeed) = (place, speed, angle, angularSpeed);
        return BeginEpisode();
    }

    /// <inheritdoc/>
    protected override void Begin(Random random)
    {
        _place = random.NextUniform(-NoiseScale, NoiseScale);
        _speed = random.NextUniform(-NoiseScale, NoiseScale);
        _angle = random.NextUniform(-NoiseScale, NoiseScale);
        _angularSpeed = random.NextUniform(-NoiseScale, NoiseScale);
    }

    /// <inheritdoc/>
    /// <remarks>The equations are Florian's ("Correct equations for the dynamics of the cart-pole system", 2007), without friction, in steps of Euler's method.</remarks>
    protected override (float Reward, bool Terminated) Advance(ReadOnlySpan<float> action)
    {
        (double sin, double cos) = Math.SinCos(_angle);
        double push = ((action[0] == 1 ? Force : -Force) + PoleMass * HalfLength * _angularSpeed * _angularSpeed * sin) / TotalMass;
        double angularAcceleration = (Gravity * sin - cos * push) / (HalfLength * (4.0 / 3 - PoleMass * cos * cos / TotalMass));
        double acceleration = push - PoleMass * HalfLength * angularAcceleration * cos / TotalMass;
        _place += TimeStep * _speed;
        _speed += TimeStep * acceleration;
        _angle += TimeStep * _angularSpeed;
        _angularSpeed += TimeStep * angularAcceleration;
        return (1, Math.Abs(_place) > PlaceLimit || Math.Abs(_angle) > AngleLimit);
    }

    /// <inheritdoc/>
    protected override void Observe(Span<float> observation) =>
        ((float[])[(float)_place, (float)_speed, (float)_angle, (float)_angularSpeed]).CopyTo(observation);
}
