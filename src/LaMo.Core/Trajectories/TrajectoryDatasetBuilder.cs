namespace LaMo.Core.Trajectories;

/// <summary>Collects steps in the order of the data into a <see cref="TrajectoryDataset"/>.</summary>
public sealed class TrajectoryDatasetBuilder
{
    private readonly int _stateSize;
    private readonly int _actionSize;
    private readonly FrameStore? _frames;
    private readonly List<int> _episodeStarts = [];
    private GrowingArray<float> _states;
    private GrowingArray<int> _stacks;
    private GrowingArray<float> _actions;
    private GrowingArray<float> _returnsToGo;
    private GrowingArray<int> _timesteps;

    /// <summary>Begins a dataset whose states are vectors of Single.</summary>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="actionSize">The number of values of an action; 1 for a discrete one.</param>
    /// <param name="capacity">The number of steps, if it is known: the dataset then needs no more memory than it keeps. The default value is 0.</param>
    public TrajectoryDatasetBuilder(int stateSize, int actionSize, int capacity = 0)
        : this(stateSize, actionSize, frames: null, capacity)
    {
    }

    /// <summary>Begins a dataset whose states are images of bytes. A frame that two steps after each other share is kept once.</summary>
    /// <param name="image">The shape of a state.</param>
    /// <param name="actionSize">The number of values of an action; 1 for a discrete one.</param>
    /// <param name="capacity">The number of steps, if it is known. The default value is 0.</param>
    public TrajectoryDatasetBuilder(ImageShape image, int actionSize, int capacity = 0)
        : this(image.Size, actionSize, new FrameStore(image), capacity)
    {
    }

    internal TrajectoryDatasetBuilder(int stateSize, int actionSize, FrameStore? frames, int capacity = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _stateSize = stateSize;
        _actionSize = actionSize;
        _frames = frames;
        _states = new GrowingArray<float>(frames is null ? checked(capacity * stateSize) : 0);
        _stacks = new GrowingArray<int>(frames is null ? 0 : capacity);
        _actions = new GrowingArray<float>(checked(capacity * actionSize));
        _returnsToGo = new GrowingArray<float>(capacity);
        _timesteps = new GrowingArray<int>(capacity);
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
        _states.Add(state);
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
        new(_stateSize, _actionSize, _states.ToArray(), _frames, _stacks.ToArray(), _actions.ToArray(), _returnsToGo.ToArray(), _timesteps.ToArray(), [.. _episodeStarts]);

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
        _actions.Add(action);
        _returnsToGo.Add(returnToGo);
        _timesteps.Add(timestep);
    }
}
