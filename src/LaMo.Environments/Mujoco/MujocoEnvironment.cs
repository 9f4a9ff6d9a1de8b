using LaMo.Core.Evaluation;

namespace LaMo.Environments.Mujoco;

/// <summary>
/// The part that MuJoCo tasks have in common: actions are checked, clipped and held for a number of simulation steps, episodes are counted and cut at
/// the time limit. A task adds its model, initial state, observation and reward.
/// </summary>
public abstract class MujocoEnvironment : IEnvironment
{
    private readonly int _frameSkip;
    private readonly float[] _actionLow;
    private readonly float[] _actionHigh;
    private int _steps;
    private bool _underWay;

    /// <summary>Creates the task's simulation.</summary>
    /// <param name="model">The model, which the environment disposes.</param>
    /// <param name="frameSkip">The simulation steps per action.</param>
    private protected MujocoEnvironment(MujocoModel model, int frameSkip)
    {
        Model = model;
        Simulation = new MujocoSimulation(model);
        _frameSkip = frameSkip;
        var ranges = Enumerable.Range(0, model.ControlCount).Select(model.ControlRange).ToArray();
        _actionLow = [.. ranges.Select(range => (float)range.Low)];
        _actionHigh = [.. ranges.Select(range => (float)range.High)];
    }

    /// <inheritdoc/>
    public abstract int ObservationSize { get; }

    /// <inheritdoc/>
    public int ActionSize => _actionLow.Length;

    /// <inheritdoc/>
    public abstract int MaxEpisodeSteps { get; }

    /// <inheritdoc/>
    public IReadOnlyList<float> ActionLow => _actionLow;

    /// <inheritdoc/>
    public IReadOnlyList<float> ActionHigh => _actionHigh;

    /// <inheritdoc/>
    public abstract EvaluationProtocol Protocol { get; }

    /// <summary>The time between two actions, in seconds: the frame skip times the simulation's time step.</summary>
    public double ControlTimeStep => _frameSkip * Model.TimeStep;

    internal MujocoModel Model { get; }

    internal MujocoSimulation Simulation { get; }

    /// <inheritdoc/>
    public float[] Reset(int seed)
    {
        Simulation.Reset();
        ResetState(SeededRandom.Create(seed));
        return Begin();
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        if (!_underWay)
            throw new InvalidOperationException("No episode is under way: call Reset first.");
        Apply(action);
        Simulation.Step(_frameSkip);
        (float reward, bool terminated) = Evaluate(action);
        bool truncated = ++_steps == MaxEpisodeSteps && !terminated;
        _underWay = !terminated && !truncated;
        return new StepResult(Observation(), reward, terminated, truncated);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Simulation.Dispose();
        Model.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets the initial state of an episode; the simulation is in the model's own initial state.</summary>
    /// <param name="random">The episode's only source of chance.</param>
    private protected abstract void ResetState(Random random);

    /// <summary>Writes the observation of the current state.</summary>
    /// <param name="observation">Where to, <c>[ObservationSize]</c>.</param>
    private protected abstract void Observe(Span<float> observation);

    /// <summary>The reward for reaching the current state, and whether it is terminal.</summary>
    /// <param name="action">The action that led there, as it was given.</param>
    private protected abstract (float Reward, bool Terminated) Evaluate(ReadOnlySpan<float> action);

    /// <summary>Starts an episode in the simulation's current positions and velocities.</summary>
    private protected float[] Begin()
    {
        Simulation.Forward();
        _steps = 0;
        _underWay = true;
        return Observation();
    }

    /// <summary>The text of a model of this assembly.</summary>
    /// <param name="name">The file's name in the folder Assets.</param>
    private protected static string ReadModel(string name)
    {
        using var reader = new StreamReader(typeof(MujocoEnvironment).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private float[] Observation()
    {
        var observation = new float[ObservationSize];
        Observe(observation);
        return observation;
    }

    private void Apply(ReadOnlySpan<float> action)
    {
        if (action.Length != ActionSize)
            throw new ArgumentException($"An action has {ActionSize} values, this one has {action.Length}.", nameof(action));
        Span<double> controls = Simulation.Controls;
        for (int i = 0; i < action.Length; i++)
        {
            if (!float.IsFinite(action[i]))
                throw new ArgumentException($"Value {i} of the action is {action[i]}.", nameof(action));
            controls[i] = Math.Clamp(action[i], _actionLow[i], _actionHigh[i]);
        }
    }
}
