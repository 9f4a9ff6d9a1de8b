namespace LaMo.Core.Trajectories;

/// <summary>Collects steps in the order of the data into a <see cref="TrajectoryDataset"/>.</summary>
public sealed class TrajectoryDatasetBuilder(int stateSize, int actionSize)
{
    private readonly List<float> _states = [];
    private readonly List<float> _actions = [];
    private readonly List<float> _returnsToGo = [];
    private readonly List<int> _timesteps = [];
    private readonly List<int> _episodeStarts = [];

    /// <summary>The number of steps added so far.</summary>
    public int StepCount => _timesteps.Count;

    /// <summary>Says that the next step is the first of a new episode.</summary>
    public void BeginEpisode()
    {
        if (_episodeStarts.Count == 0 || _episodeStarts[^1] != StepCount)
            _episodeStarts.Add(StepCount);
    }

    /// <summary>Adds a step to the episode begun last.</summary>
    /// <param name="state">The state, <c>[stateSize]</c>.</param>
    /// <param name="action">The action, <c>[actionSize]</c>.</param>
    /// <param name="returnToGo">The scaled return-to-go.</param>
    /// <param name="timestep">The step's number within its episode.</param>
    /// <exception cref="ArgumentException">The state or the action has another size than the dataset.</exception>
    /// <exception cref="InvalidOperationException">No episode was begun.</exception>
    public void Add(ReadOnlySpan<float> state, ReadOnlySpan<float> action, float returnToGo, int timestep)
    {
        if (state.Length != stateSize)
            throw new ArgumentException($"The state has {state.Length} values, expected {stateSize}.", nameof(state));
        if (action.Length != actionSize)
            throw new ArgumentException($"The action has {action.Length} values, expected {actionSize}.", nameof(action));
        if (_episodeStarts.Count == 0)
            throw new InvalidOperationException("Begin an episode before adding its steps.");
        _states.AddRange(state);
        _actions.AddRange(action);
        _returnsToGo.Add(returnToGo);
        _timesteps.Add(timestep);
    }

    /// <summary>The dataset of all steps added.</summary>
    public TrajectoryDataset Build() =>
        new(stateSize, actionSize, [.. _states], [.. _actions], [.. _returnsToGo], [.. _timesteps], [.. _episodeStarts]);
}
