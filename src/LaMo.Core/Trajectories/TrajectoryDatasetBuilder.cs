namespace LaMo.Core.Trajectories;

/// <summary>Collects steps in the order of the data into a <see cref="TrajectoryDataset"/>.</summary>
public sealed class TrajectoryDatasetBuilder
{
    private readonly int _stateSize;
    private readonly int _actionSize;
    private readonly FrameStore? _frames;
    private readonly List<float> _states = [];
    private readonly List<int> _stacks = [];
    private readonly List<float> _actions = [];
    private readonly List<float> _returnsToGo = [];
    private readonly List<int> _timesteps = [];
    private readonly List<int> _episodeStarts = [];

    /// <summary>Begins a dataset whose states are vectors of Single.</summary>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="actionSize">The number of values of an action; 1 for a discrete one.</param>
    public TrajectoryDatasetBuilder(int stateSize, int actionSize)
        : this(stateSize, actionSize, frames: null)
    {
    }

    /// <summary>Begins a dataset whose states are images of bytes. A frame that two steps after each other share is kept once.</summary>
    /// <param name="image">The shape of a state.</param>
    /// <param name="actionSize">The number of values of an action; 1 for a discrete one.</param>
    public TrajectoryDatasetBuilder(ImageShape image, int actionSize)
        : this(image.Size, actionSize, new FrameStore(image))
    {
    }

    internal TrajectoryDatasetBuilder(int stateSize, int actionSize, FrameStore? frames)
    {
        _stateSize = stateSize;
        _actionSize = actionSize;
        _frames = frames;
    }

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
    /// <param name="action">The action, <c>[actionSize]</c>; a discrete one is its number, from 0.</param>
    /// <param name="returnToGo">The scaled return-to-go.</param>
    /// <param name="timestep">The step's number within its episode.</param>
    /// <exception cref="ArgumentException">The state or the action has another size than the dataset.</exception>
    /// <exception cref="InvalidOperationException">No episode was begun, or the dataset is of images of bytes.</exception>
    public void Add(ReadOnlySpan<float> state, ReadOnlySpan<float> action, float returnToGo, int timestep)
    {
        if (_frames != null)
            throw new InvalidOperationException("The dataset's states are images of bytes.");
        CheckState(state.Length);
        AddStep(action, returnToGo, timestep);
        _states.AddRange(state);
    }

    /// <summary>Adds a step whose state is an image of bytes to the episode begun last.</summary>
    /// <param name="state">The state, <c>[frame, row, column]</c>.</param>
    /// <param name="action">The action, <c>[actionSize]</c>; a discrete one is its number, from 0.</param>
    /// <param name="returnToGo">The scaled return-to-go.</param>
    /// <param name="timestep">The step's number within its episode.</param>
    /// <exception cref="ArgumentException">The state or the action has another size than the dataset.</exception>
    /// <exception cref="InvalidOperationException">No episode was begun, or the dataset is not of images of bytes.</exception>
    public void AddImage(ReadOnlySpan<byte> state, ReadOnlySpan<float> action, float returnToGo, int timestep)
    {
        if (_frames is null)
            throw new InvalidOperationException("The dataset's states are no images of bytes.");
        CheckState(state.Length);
        AddStep(action, returnToGo, timestep);
        _stacks.Add(_frames.Add(state));
    }

    /// <summary>Adds a step whose state is in the frame store already.</summary>
    internal void AddStack(int stack, ReadOnlySpan<float> action, float returnToGo, int timestep)
    {
        AddStep(action, returnToGo, timestep);
        _stacks.Add(stack);
    }

    /// <summary>The dataset of all steps added.</summary>
    public TrajectoryDataset Build() =>
        new(_stateSize, _actionSize, [.. _states], _frames, [.. _stacks], [.. _actions], [.. _returnsToGo], [.. _timesteps], [.. _episodeStarts]);

    private void CheckState(int length)
    {
        if (length != _stateSize)
            throw new ArgumentException($"The state has {length} values, expected {_stateSize}.", "state");
    }

    private void AddStep(ReadOnlySpan<float> action, float returnToGo, int timestep)
    {
        if (action.Length != _actionSize)
            throw new ArgumentException($"The action has {action.Length} values, expected {_actionSize}.", nameof(action));
        if (_episodeStarts.Count == 0)
            throw new InvalidOperationException("Begin an episode before adding its steps.");
        _actions.AddRange(action);
        _returnsToGo.Add(returnToGo);
        _timesteps.Add(timestep);
    }
}
