using LaMo.Core.Evaluation;
using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Locomotion;

/// <summary>
/// Gymnasium's Hopper (v2 to v4): one leg of four links in a plane that must hop forwards without falling. An episode ends when the torso is not above
/// 0.7 m, leans by 0.2 rad or more, or any other coordinate or velocity reaches 100.
/// </summary>
/// <remarks>
/// The observation, float32 <c>[11]</c>: the torso's height and angle, the angles of thigh, leg and foot; the velocities of x, height, torso angle, thigh, leg
/// and foot, clipped to [-10, 10]. The action, float32 <c>[3]</c> in [-1, 1]: the torques of thigh, leg and foot, times 200 N m. A step takes 0.008 s.
/// </remarks>
public sealed class Hopper : LocomotionEnvironment
{
    private const double NoiseScale = 0.005;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    /// <param name="version">Whose physics it has. The default is <see cref="PhysicsVersion.V2"/>, that of D4RL's data.</param>
    /// <exception cref="DllNotFoundException">MuJoCo is not installed; the message says how to install it.</exception>
    public Hopper(PhysicsVersion version = PhysicsVersion.V2) : base("hopper.xml", version, frameSkip: 4, controlCost: 0.001, healthyReward: 1, velocityLimit: 10)
    {
    }

    /// <inheritdoc/>
    public override EvaluationProtocol Protocol => EvaluationProtocol.Hopper;

    private protected override bool IsHealthy()
    {
        const double limit = 100;
        ReadOnlySpan<double> positions = Positions;
        foreach (double value in positions[2..])
        {
            if (!(Math.Abs(value) < limit))
                return false;
        }
        foreach (double value in Velocities)
        {
            if (!(Math.Abs(value) < limit))
                return false;
        }
        return positions[1] > 0.7 && Math.Abs(positions[2]) < 0.2;
    }

    private protected override void AddNoise(Random random, Span<double> positions, Span<double> velocities)
    {
        foreach (ref double value in positions)
            value += random.NextUniform(-NoiseScale, NoiseScale);
        foreach (ref double value in velocities)
            value += random.NextUniform(-NoiseScale, NoiseScale);
    }
}
