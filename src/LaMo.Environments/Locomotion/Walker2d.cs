using LaMo.Core.Evaluation;
using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Locomotion;

/// <summary>
/// Gymnasium's Walker2d (v2 to v4): two legs of three links in a plane that must walk forwards without falling. An episode ends when the torso is not between
/// 0.8 m and 2 m high or leans by 1 rad or more.
/// </summary>
/// <remarks>
/// The observation, float32 <c>[17]</c>: the torso's height and angle, the angles of thigh, leg and foot of the right and of the left leg; the velocities of x,
/// height, torso angle and the six joints, clipped to [-10, 10]. The action, float32 <c>[6]</c> in [-1, 1]: the torques of the six joints, times 100 N m. A step
/// takes 0.008 s.
/// </remarks>
public sealed class Walker2d : LocomotionEnvironment
{
    private const double NoiseScale = 0.005;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    /// <param name="version">Whose physics it has. The default is <see cref="PhysicsVersion.V2"/>, that of D4RL's data.</param>
    /// <exception cref="DllNotFoundException">MuJoCo is not installed; the message says how to install it.</exception>
    public Walker2d(PhysicsVersion version = PhysicsVersion.V2) : base("walker2d.xml", version, frameSkip: 4, controlCost: 0.001, healthyReward: 1, velocityLimit: 10)
    {
    }

    /// <inheritdoc/>
    public override EvaluationProtocol Protocol => EvaluationProtocol.Walker2d;

    private protected override bool IsHealthy() => Positions[1] is > 0.8 and < 2 && Positions[2] is > -1 and < 1;

    private protected override void AddNoise(Random random, Span<double> positions, Span<double> velocities)
    {
        foreach (ref double value in positions)
            value += random.NextUniform(-NoiseScale, NoiseScale);
        foreach (ref double value in velocities)
            value += random.NextUniform(-NoiseScale, NoiseScale);
    }
}
