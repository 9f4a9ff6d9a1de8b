namespace LaMo.Core.Trajectories;

/// <summary>Collects steps in the order of the data into a <see cref="TransitionDataset"/>.</summary>
/// <param name="stateSize">The number of values of a state.</param>
/// <param name="actionSize">The number of values of an action; 1 for a discrete one.</param>
/// <param name="actionCount">The number of discrete actions; 0 if actions are continuous.</param>
public sealed class TransitionDatasetBuilder(int stateSize, int actionSize, int actionCount = 0)
{
    private readonly List<float> _states = [];
    private readonly List<float> _actions = [];
    private readonly List<float> _rewards = [];
    private readonly List<bool> _terminals = [];
    private readonly List<int> _episodeStarts = [];

    /// <summary>The number of steps added so far.</summary>
    public int StepCount => _rewards.Count;

    /// <summary>Says that the next step is the first of a new episode.</summary>
    public void BeginEpisode()
    {
        if (_episodeStarts.Count == 0 || _episodeStarts[^1] != StepCount)
            _episodeStarts.Add(StepCount);
    }

    /// <summary>Adds a step to the episode begun last.</summary>
    /// <param name="state">The state, <c>[stateSize]</c>.</param>
    /// <param name="action">The action, <c>[actionSize]</c>; a discrete one as its number, from 0.</param>
    /// <param name="reward">The reward.</param>
    /// <param name="terminal">Whether the task ended at this step.</param>
    /// <exception cref="ArgumentException">The state or the action has another size than the dataset, or there is no such discrete action.</exception>
    /// <exception cref="InvalidOperationException">No episode was begun.</exception>
    public void Add(ReadOnlySpan<float> state, ReadOnlySpan<float> action, float reward, bool terminal)
    {
        if (state.Length != stateSize)
            throw new ArgumentException($"The state has {state.Length} values, expected {stateSize}.", nameof(state));
        if (action.Length != actionSize)
            throw new ArgumentException($"The action has {action.Length} values, expected {actionSize}.", nameof(action));
        if (actionCount > 0 && !(action[0] >= 0 && action[0] < actionCount && action[0] == MathF.Floor(action[0])))
            throw new ArgumentException($"The action is {action[0]}, expected a whole number below {actionCount}.", nameof(action));
        if (_episodeStarts.Count == 0)
            throw new InvalidOperationException("Begin an episode before adding its steps.");
        _states.AddRange(state);
        _actions.AddRange(action);
        _rewards.Add(reward);
        _terminals.Add(terminal);
    }

    /// <summary>The dataset of all steps added.</summary>
    public TransitionDataset Build() =>
        new(stateSize, actionSize, actionCount, [.. _states], [.. _actions], [.. _rewards], [.. _terminals], [.. _episodeStarts]);
}
