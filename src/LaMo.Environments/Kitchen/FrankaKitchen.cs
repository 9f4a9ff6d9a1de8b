using LaMo.Core.Evaluation;
using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Kitchen;

/// <summary>
/// The Franka kitchen with D4RL's semantics (arXiv 1910.11956, 2004.07219): an arm with a gripper must do four things in a kitchen, in any order. A step earns 1 for
/// each of them that it completes, once; the episode ends when all are done, or after 280 steps of 0.08 s. The model is the original one, in a folder of the user's.
/// </summary>
/// <remarks>
/// <para>The observation, float32 <c>[60]</c>:</para>
/// <list type="table">
/// <item><term>[0..9)</term><description>the arm's seven joints and the two fingers, with noise of at most 0.01</description></item>
/// <item><term>[9..30)</term><description>knobs and burners, light switch and light, sliding and hinged cabinets, microwave oven, kettle (place and quaternion), with noise</description></item>
/// <item><term>[30..60)</term><description>the goal of each of these coordinates, 0 where there is none</description></item>
/// </list>
/// <para>The action, float32 <c>[9]</c> in [-1, 1], is the speed of each joint as a fraction of 2 a second: each step, the joints' positions as they were seen plus that speed times 0.08 s,
/// clipped to the joints' limits, become the targets of the position actuators.</para>
/// </remarks>
public sealed class FrankaKitchen : MujocoEnvironment
{
    /// <summary>The environment variable that names the folder with the model.</summary>
    public const string AssetsVariable = "LAMO_KITCHEN_ASSETS";

    /// <summary>The distance from a goal at which a subtask is done.</summary>
    public const double CompletionDistance = 0.3;

    private const int Coordinates = 30;
    private const int Joints = 9;
    private const int FrameSkip = 40;
    private const double Speed = 2;

    // Where an episode begins.
    private static readonly double[] s_start =
    [
        0.148388023, -1.76848573, 1.84390296, -2.4768576, 0.260252026, 0.712533105, 1.59515394, 0.0479267505, 0.0371350919, -2.6627985e-04,
        -5.18043486e-05, 3.1287722e-05, -4.51199853e-05, -3.90842156e-06, -4.22629655e-05, 6.28065475e-05, 4.04984708e-05, 4.62730939e-04, -2.26906415e-04, -4.65501369e-04,
        -6.44129196e-03, -1.77048263e-03, 1.08009684e-03, -0.26939744, 0.350383255, 1.61944683, 1.00618764, 4.0639512e-03, -6.62095997e-03, -2.68278933e-04,
    ];

    // A tenth of the amplitudes in the robot's configuration, as the original takes it.
    private static readonly double[] s_noise =
    [
        .. Enumerable.Repeat(0.01, Joints), 5e-4, 5e-4, .. Enumerable.Repeat(5e-5, 6), 5e-4, 5e-4, 5e-4, 0.01, 0.01, 0.01, 5e-4, 5e-4, 5e-4, 0.01, 0.01, 0.01, 5e-4,
    ];

    private static readonly (double Low, double High)[] s_limits =
        [(-2.9, 2.9), (-1.8, 1.8), (-2.9, 2.9), (-3.1, 0), (-2.9, 2.9), (0, 3.8), (-2.9, 2.9), (0, 0.04), (0, 0.04)];

    private readonly IReadOnlyList<KitchenSubtask> _subtasks;
    private readonly List<KitchenSubtask> _left = [];
    private readonly double[] _seen = new double[Coordinates];
    private Random _random = new(0);

    /// <summary>Creates the task. The first call of <see cref="EpisodicTask.Reset"/> starts its first episode.</summary>
    /// <param name="subtasks">What is to be done, at least one thing.</param>
    /// <param name="assets">
    /// The folder with the original model: D4RL's d4rl/kitchen, relay-policy-learning, or Gymnasium-Robotics' kitchen_franka. The default is the one that the environment variable
    /// <see cref="AssetsVariable"/> names.
    /// </param>
    /// <exception cref="InvalidOperationException">No folder is named; the message tells what to do.</exception>
    /// <exception cref="IOException">There is no such folder, or no model in it.</exception>
    /// <exception cref="InvalidDataException">The model is another one.</exception>
    /// <exception cref="MujocoException">The model cannot be loaded; the message is MuJoCo's.</exception>
    /// <exception cref="DllNotFoundException">MuJoCo is not installed; the message says how to install it.</exception>
    public FrankaKitchen(IReadOnlyList<KitchenSubtask> subtasks, string? assets = null)
        : base(KitchenModel.Load(assets, Coordinates, Joints), FrameSkip, Enumerable.Repeat(-1f, Joints), Enumerable.Repeat(1f, Joints))
    {
        ArgumentOutOfRangeException.ThrowIfZero(subtasks.Count, nameof(subtasks));
        _subtasks = [.. subtasks];
    }

    /// <summary>The subtasks of D4RL's kitchen-complete and kitchen-partial.</summary>
    public static IReadOnlyList<KitchenSubtask> Complete { get; } = [KitchenSubtask.Microwave, KitchenSubtask.Kettle, KitchenSubtask.LightSwitch, KitchenSubtask.SlideCabinet];

    /// <summary>The subtasks of D4RL's kitchen-mixed.</summary>
    public static IReadOnlyList<KitchenSubtask> Mixed { get; } = [KitchenSubtask.Microwave, KitchenSubtask.Kettle, KitchenSubtask.BottomBurner, KitchenSubtask.LightSwitch];

    /// <inheritdoc/>
    public override int ObservationSize => 2 * Coordinates;

    /// <inheritdoc/>
    public override int MaxEpisodeSteps => 280;

    /// <inheritdoc/>
    public override EvaluationProtocol Protocol => EvaluationProtocol.Kitchen;

    /// <inheritdoc/>
    protected override MujocoCamera Camera => new(-0.2, 0.5, 2, Distance: 2.2, Azimuth: 70, Elevation: -35);

    /// <inheritdoc/>
    protected override void ResetState(Random random)
    {
        s_start.CopyTo(Simulation.Positions);
        // Brings the kettle's quaternion to length 1, which is seen.
        Simulation.Forward();
        _random = random;
        _left.Clear();
        _left.AddRange(_subtasks);
        See();
    }

    /// <inheritdoc/>
    protected override void Control(ReadOnlySpan<float> action, Span<double> controls)
    {
        for (int joint = 0; joint < Joints; joint++)
            controls[joint] = Math.Clamp(_seen[joint] + Speed * Math.Clamp(action[joint], -1f, 1f) * ControlTimeStep, s_limits[joint].Low, s_limits[joint].High);
    }

    /// <inheritdoc/>
    protected override (float Reward, bool Terminated) Evaluate(ReadOnlySpan<float> action)
    {
        See();
        int done = _left.RemoveAll(subtask => subtask.Distance(_seen) < CompletionDistance);
        return (done, _left.Count == 0);
    }

    /// <inheritdoc/>
    protected override void Observe(Span<float> observation)
    {
        observation[Coordinates..].Clear();
        for (int i = 0; i < Coordinates; i++)
            observation[i] = (float)_seen[i];
        foreach (KitchenSubtask subtask in _subtasks)
            for (int i = 0; i < subtask.Goal.Count; i++)
                observation[Coordinates + subtask.FirstCoordinate + i] = (float)subtask.Goal[i];
    }

    /// <summary>Looks at the coordinates, with noise. What is seen is also what subtasks are judged and joints are moved by.</summary>
    private void See()
    {
        ReadOnlySpan<double> positions = Simulation.Positions;
        for (int i = 0; i < Coordinates; i++)
            _seen[i] = positions[i] + _random.NextUniform(-s_noise[i], s_noise[i]);
    }
}
