using LaMo.Core.Evaluation;
using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Locomotion;

/// <summary>Gymnasium's HalfCheetah (v2 to v4): a torso with two legs of three links in a plane that must run forwards. No state is terminal.</summary>
/// <remarks>
/// The observation, float32 <c>[17]</c>: the torso's height and angle, the angles of thigh, shin and foot of the back and of the front leg; the velocities of x,
/// height, torso angle and the six joints, not clipped. The action, float32 <c>[6]</c> in [-1, 1]: the torques of the six joints, as fractions of 120, 90, 60,
/// 120, 60 and 30 N m. A step takes 0.05 s.
/// </remarks>
public sealed class HalfCheetah : LocomotionEnvironment
{
    private const double NoiseScale = 0.1;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    /// <param name="version">Whose physics it has. The default is <see cref="PhysicsVersion.V2"/>, that of D4RL's data.</param>
    /// <exception cref="DllNotFoundException">MuJoCo is not installed; the message says how to install it.</exception>
    public HalfCheetah(PhysicsVersion version = PhysicsVersion.V2) : base("half_cheetah.xml", version, frameSkip: 5, controlCost: 0.1, healthyReward: 0, velocityLimit: double.PositiveInfinity)
    {
    }

    /// <inheritdoc/>
    public override EvaluationProtocol Protocol => EvaluationProtocol.HalfCheetah;

    private protected override bool IsHealthy() => true;

    private protected override void AddNoise(Random random, Span<double> positions, Span<double> velocities)
    {
        foreach (ref double value in positions)
            value += random.NextUniform(-NoiseScale, NoiseScale);
        foreach (ref double value in velocities)
            value += NoiseScale * random.NextGaussian();
    }
}
