using LaMo.Core.Evaluation;
using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Reacher;

/// <summary>
/// A two-link arm in a plane that must bring its tip to a target and keep it there: the sparse-reward task Reacher2d of LaMo (arXiv 2310.20587), on a model
/// of this project's own. Reward 1 for each step that ends with the tip closer to the target than 0.1 in the L1 distance, else 0; episodes last 100 steps
/// of 0.15 s, so a return lies between 0 and 100.
/// </summary>
/// <remarks>
/// <para>The observation, float32 <c>[12]</c>; lengths in metres, angles in radians:</para>
/// <list type="table">
/// <item><term>[0..2)</term><description>the sines of the shoulder's and the elbow's angle</description></item>
/// <item><term>[2..4)</term><description>their cosines</description></item>
/// <item><term>[4..6)</term><description>their angular velocities times <see cref="MujocoEnvironment.ControlTimeStep"/></description></item>
/// <item><term>[6..8)</term><description>the tip's x and y</description></item>
/// <item><term>[8..10)</term><description>the target's x and y</description></item>
/// <item><term>[10..12)</term><description>tip minus target</description></item>
/// </list>
/// <para>The action, float32 <c>[2]</c>, is the torque of the shoulder's and the elbow's motor as a fraction of its maximum, in [-1, 1].
/// The arm starts almost straight along x, each joint within ±0.1 of that; the target is uniform in the annulus that the tip can reach.</para>
/// </remarks>
public sealed class Reacher2d : MujocoEnvironment
{
    /// <summary>The length of the link from shoulder to elbow, in metres.</summary>
    public const double UpperLength = 0.6;

    /// <summary>The length of the link from elbow to tip, in metres.</summary>
    public const double LowerLength = 0.4;

    /// <summary>The L1 distance of tip and target below which a step is rewarded, in metres.</summary>
    public const double RewardDistance = 0.1;

    private const int FrameSkip = 15;
    private const double InitialAngle = 0.1;

    private readonly int _tip;
    private double _targetX;
    private double _targetY;

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    /// <exception cref="DllNotFoundException">MuJoCo is not installed; the message says how to install it.</exception>
    public Reacher2d() : base(MujocoModel.Parse(ReadModel("reacher2d.xml")), FrameSkip) => _tip = Model.SiteId("tip");

    /// <inheritdoc/>
    public override int ObservationSize => 12;

    /// <inheritdoc/>
    public override EvaluationProtocol Protocol => EvaluationProtocol.Reacher2d;

    /// <summary>Moves the arm and the target, at rest.</summary>
    internal void SetState(double shoulder, double elbow, double targetX, double targetY)
    {
        Simulation.Positions[0] = shoulder;
        Simulation.Positions[1] = elbow;
        Simulation.Velocities.Clear();
        Simulation.Forward();
        (_targetX, _targetY) = (targetX, targetY);
    }

    /// <inheritdoc/>
    protected override void ResetState(Random random)
    {
        foreach (ref double angle in Simulation.Positions)
            angle = random.NextUniform(-InitialAngle, InitialAngle);

        // Uniform over the annulus' area: the squared radius is uniform, not the radius.
        const double inner = UpperLength - LowerLength, outer = UpperLength + LowerLength;
        double radius = Math.Sqrt(random.NextUniform(inner * inner, outer * outer));
        (double sin, double cos) = Math.SinCos(random.NextUniform(-Math.PI, Math.PI));
        (_targetX, _targetY) = (radius * cos, radius * sin);
    }

    /// <inheritdoc/>
    protected override void Observe(Span<float> observation)
    {
        ReadOnlySpan<double> angles = Simulation.Positions, velocities = Simulation.Velocities, tip = Simulation.SitePosition(_tip);
        for (int joint = 0; joint < 2; joint++)
        {
            (double sin, double cos) = Math.SinCos(angles[joint]);
            observation[joint] = (float)sin;
            observation[2 + joint] = (float)cos;
            observation[4 + joint] = (float)(ControlTimeStep * velocities[joint]);
        }
        observation[6] = (float)tip[0];
        observation[7] = (float)tip[1];
        observation[8] = (float)_targetX;
        observation[9] = (float)_targetY;
        observation[10] = (float)(tip[0] - _targetX);
        observation[11] = (float)(tip[1] - _targetY);
    }

    /// <inheritdoc/>
    protected override (float Reward, bool Terminated) Evaluate(ReadOnlySpan<float> action)
    {
        ReadOnlySpan<double> tip = Simulation.SitePosition(_tip);
        double distance = Math.Abs(tip[0] - _targetX) + Math.Abs(tip[1] - _targetY);
        return (distance < RewardDistance ? 1 : 0, false);
    }
}
