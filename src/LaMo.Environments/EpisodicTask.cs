using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;

namespace LaMo.Environments;

/// <summary>
/// The part that all tasks have in common: actions are checked, steps are counted and episodes cut at the time limit. A task adds its initial state, what an action
/// does, and what is seen.
/// </summary>
public abstract class EpisodicTask : IEnvironment
{
    private readonly float[] _actionLow;
    private readonly float[] _actionHigh;
    private int _steps;
    private bool _underWay;

    /// <summary>Creates a task with continuous actions.</summary>
    /// <param name="actionLow">The lowest action that has its full effect.</param>
    /// <param name="actionHigh">The highest action that has its full effect, of the same length.</param>
    protected EpisodicTask(IEnumerable<float> actionLow, IEnumerable<float> actionHigh)
    {
        _actionLow = [.. actionLow];
        _actionHigh = [.. actionHigh];
        if (_actionLow.Length == 0 || _actionLow.Length != _actionHigh.Length)
            throw new ArgumentException($"The lowest action has {_actionLow.Length} values and the highest {_actionHigh.Length}.", nameof(actionHigh));
    }

    /// <summary>Creates a task with discrete actions.</summary>
    /// <param name="actionCount">The number of actions.</param>
    protected EpisodicTask(int actionCount)
        : this([0], [actionCount - 1])
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(actionCount, 2);
        ActionCount = actionCount;
    }

    /// <inheritdoc/>
    public abstract int ObservationSize { get; }

    /// <inheritdoc/>
    public virtual ImageShape? Image => null;

    /// <inheritdoc/>
    public int ActionSize => _actionLow.Length;

    /// <inheritdoc/>
    public int ActionCount { get; }

    /// <inheritdoc/>
    public virtual int MaxEpisodeSteps => Protocol.MaxEpisodeLength;

    /// <inheritdoc/>
    public IReadOnlyList<float> ActionLow => _actionLow;

    /// <inheritdoc/>
    public IReadOnlyList<float> ActionHigh => _actionHigh;

    /// <inheritdoc/>
    public abstract EvaluationProtocol Protocol { get; }

    /// <inheritdoc/>
    public float[] Reset(int seed)
    {
        Begin(SeededRandom.Create(seed));
        return BeginEpisode();
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        if (!_underWay)
            throw new InvalidOperationException("No episode is under way: call Reset first.");
        Check(action);
        (float reward, bool terminated) = Advance(action);
        bool truncated = ++_steps == MaxEpisodeSteps && !terminated;
        _underWay = !terminated && !truncated;
        return new StepResult(Observation(), reward, terminated, truncated);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets the initial state of an episode.</summary>
    /// <param name="random">The episode's only source of chance; it may be kept for the steps to come.</param>
    protected abstract void Begin(Random random);

    /// <summary>Takes a step.</summary>
    /// <param name="action">The action as it was given: finite, <c>[ActionSize]</c>, possibly beyond its bounds; a discrete one is its number, alone.</param>
    /// <returns>The reward, and whether the state reached is terminal.</returns>
    protected abstract (float Reward, bool Terminated) Advance(ReadOnlySpan<float> action);

    /// <summary>Writes the observation of the current state.</summary>
    /// <param name="observation">Where to, <c>[ObservationSize]</c>.</param>
    protected abstract void Observe(Span<float> observation);

    /// <summary>Frees what the task holds.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Starts an episode in the state that the task is in.</summary>
    /// <returns>The first observation.</returns>
    private protected float[] BeginEpisode()
    {
        _steps = 0;
        _underWay = true;
        return Observation();
    }

    private float[] Observation()
    {
        var observation = new float[ObservationSize];
        Observe(observation);
        return observation;
    }

    private void Check(ReadOnlySpan<float> action)
    {
        if (action.Length != ActionSize)
            throw new ArgumentException($"An action has {ActionSize} values, this one has {action.Length}.", nameof(action));
        for (int i = 0; i < action.Length; i++)
        {
            if (!float.IsFinite(action[i]))
                throw new ArgumentException($"Value {i} of the action is {action[i]}.", nameof(action));
        }
        if (ActionCount > 0 && !(action[0] >= 0 && action[0] < ActionCount && action[0] == MathF.Floor(action[0])))
            throw new ArgumentException($"An action is a number from 0 to {ActionCount - 1}, this one is {action[0]}.", nameof(action));
    }
}
