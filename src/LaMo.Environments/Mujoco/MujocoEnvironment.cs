using LaMo.Environments.Rendering;

namespace LaMo.Environments.Mujoco;

/// <summary>
/// The part that MuJoCo tasks have in common: actions are clipped and held for a number of simulation steps. A task adds its model, initial state, observation and
/// reward.
/// </summary>
public abstract class MujocoEnvironment : EpisodicTask, IRenderable
{
    private const int FrameWidth = 320;
    private const int FrameHeight = 240;

    private readonly int _frameSkip;
    private MujocoRenderer? _renderer;

    /// <summary>Creates the task's simulation.</summary>
    /// <param name="model">The model, which the environment disposes.</param>
    /// <param name="frameSkip">The simulation steps per action.</param>
    protected MujocoEnvironment(MujocoModel model, int frameSkip)
        : this(model, frameSkip, Actuators(model).Select(actuator => (float)model.ControlRange(actuator).Low), Actuators(model).Select(actuator => (float)model.ControlRange(actuator).High))
    {
    }

    /// <summary>Creates the task's simulation, where actions are not the actuators' inputs: the task overrides <see cref="Control"/>.</summary>
    /// <param name="model">The model, which the environment disposes.</param>
    /// <param name="frameSkip">The simulation steps per action.</param>
    /// <param name="actionLow">The lowest action that has its full effect.</param>
    /// <param name="actionHigh">The highest action that has its full effect, of the same length.</param>
    protected MujocoEnvironment(MujocoModel model, int frameSkip, IEnumerable<float> actionLow, IEnumerable<float> actionHigh)
        : base(actionLow, actionHigh)
    {
        Model = model;
        Simulation = new MujocoSimulation(model);
        _frameSkip = frameSkip;
    }

    /// <summary>The time between two actions, in seconds: the frame skip times the simulation's time step.</summary>
    public double ControlTimeStep => _frameSkip * Model.TimeStep;

    /// <inheritdoc/>
    public double StepsPerSecond => 1 / ControlTimeStep;

    /// <summary>The model.</summary>
    protected internal MujocoModel Model { get; }

    /// <summary>The simulation.</summary>
    protected internal MujocoSimulation Simulation { get; }

    /// <summary>Where pictures are taken from. The default is the model's first camera, or from above.</summary>
    protected virtual MujocoCamera? Camera => null;

    /// <inheritdoc/>
    /// <exception cref="MujocoException">There is neither EGL nor OSMesa, or they give no OpenGL; the message says what to install.</exception>
    public Frame Render() => (_renderer ??= new MujocoRenderer(Model, FrameWidth, FrameHeight, Camera)).Render(Simulation);

    /// <summary>Sets the initial state of an episode; the simulation is in the model's own initial state.</summary>
    /// <param name="random">The episode's only source of chance.</param>
    protected abstract void ResetState(Random random);

    /// <summary>Sets the actuators' inputs for an action. The default is the action itself, clipped.</summary>
    /// <param name="action">The action as it was given.</param>
    /// <param name="controls">The actuators' inputs.</param>
    protected virtual void Control(ReadOnlySpan<float> action, Span<double> controls)
    {
        for (int i = 0; i < action.Length; i++)
            controls[i] = Math.Clamp(action[i], ActionLow[i], ActionHigh[i]);
    }

    /// <summary>The reward for reaching the current state, and whether it is terminal.</summary>
    /// <param name="action">The action that led there, as it was given.</param>
    protected abstract (float Reward, bool Terminated) Evaluate(ReadOnlySpan<float> action);

    /// <inheritdoc/>
    protected sealed override void Begin(Random random)
    {
        Simulation.Reset();
        ResetState(random);
        Simulation.Forward();
    }

    /// <inheritdoc/>
    protected sealed override (float Reward, bool Terminated) Advance(ReadOnlySpan<float> action)
    {
        Control(action, Simulation.Controls);
        Simulation.Step(_frameSkip);
        return Evaluate(action);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _renderer?.Dispose();
        Simulation.Dispose();
        Model.Dispose();
    }

    /// <summary>The text of a model of this assembly.</summary>
    /// <param name="name">The file's name in the folder Assets.</param>
    private protected static string ReadModel(string name)
    {
        using var reader = new StreamReader(typeof(MujocoEnvironment).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static IEnumerable<int> Actuators(MujocoModel model) => Enumerable.Range(0, model.ControlCount);
}
