using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>Consecutive steps of which the last K of any step's episode can be asked for: what scoring keeps of the data it passes over.</summary>
/// <remarks>Holds at most <c>capacity</c> new steps and the K - 1 before them.</remarks>
public sealed class StepHistory
{
    private readonly int _contextLength;
    private readonly int _stateSize;
    private readonly int _actionSize;
    private readonly float[] _states;
    private readonly float[] _actions;
    private readonly float[] _returnsToGo;
    private readonly int[] _timesteps;
    private readonly int[] _episodeStarts;
    private int _count;

    /// <summary>Makes an empty history.</summary>
    /// <param name="contextLength">The number of steps K of a window.</param>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="actionSize">The number of values of an action.</param>
    /// <param name="capacity">The number of steps that can be added before the history must be trimmed.</param>
    public StepHistory(int contextLength, int stateSize, int actionSize, int capacity)
    {
        _contextLength = contextLength;
        _stateSize = stateSize;
        _actionSize = actionSize;
        int size = capacity + contextLength - 1;
        _states = new float[size * stateSize];
        _actions = new float[size * actionSize];
        _returnsToGo = new float[size];
        _timesteps = new int[size];
        _episodeStarts = new int[size];
    }

    /// <summary>The number of steps held.</summary>
    public int Count => _count;

    /// <summary>The state of a step.</summary>
    /// <param name="step">The step's number, from 0, the oldest held.</param>
    public Span<float> State(int step) => _states.AsSpan(step * _stateSize, _stateSize);

    /// <summary>The action of a step.</summary>
    /// <param name="step">The step's number, from 0, the oldest held.</param>
    public Span<float> Action(int step) => _actions.AsSpan(step * _actionSize, _actionSize);

    /// <summary>Adds a step, whose state and action are then set through <see cref="State"/> and <see cref="Action"/>.</summary>
    /// <param name="beginsEpisode">Whether it is the first of an episode: windows never reach back beyond it.</param>
    /// <param name="returnToGo">Its scaled return-to-go.</param>
    /// <param name="timestep">Its number within the episode.</param>
    /// <returns>The step's number.</returns>
    public int Add(bool beginsEpisode, float returnToGo, int timestep)
    {
        int step = _count++;
        _episodeStarts[step] = beginsEpisode || step == 0 ? step : _episodeStarts[step - 1];
        _returnsToGo[step] = returnToGo;
        _timesteps[step] = timestep;
        return step;
    }

    /// <summary>Fills a window of a batch with a step and those of its episode before it, at most K.</summary>
    /// <param name="step">The last step of the window.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="window">The window's number in the batch.</param>
    public void FillWindow(int step, WindowBatch batch, int window)
    {
        int start = WindowStart(step);
        Fill(batch, window, start, step - start + 1);
    }

    /// <summary>Fills a batch of one window with all steps held, whatever episode they belong to.</summary>
    internal void Fill(WindowBatch batch) => Fill(batch, 0, 0, _count);

    /// <summary>The first step of the window that ends with a step.</summary>
    internal int WindowStart(int step) => Math.Max(_episodeStarts[step], step - _contextLength + 1);

    /// <summary>Forgets all steps but the last K - 1, which later windows may need.</summary>
    public void Trim()
    {
        int kept = Math.Min(_count, _contextLength - 1);
        int first = _count - kept;
        _states.AsSpan(first * _stateSize, kept * _stateSize).CopyTo(_states);
        _actions.AsSpan(first * _actionSize, kept * _actionSize).CopyTo(_actions);
        _returnsToGo.AsSpan(first, kept).CopyTo(_returnsToGo);
        _timesteps.AsSpan(first, kept).CopyTo(_timesteps);
        for (int i = 0; i < kept; i++)
            _episodeStarts[i] = Math.Max(_episodeStarts[first + i] - first, 0);
        _count = kept;
    }

    /// <summary>Forgets all steps.</summary>
    public void Clear() => _count = 0;

    private void Fill(WindowBatch batch, int window, int start, int length) => batch.Fill(window,
        _states.AsSpan(start * _stateSize, length * _stateSize),
        _actions.AsSpan(start * _actionSize, length * _actionSize),
        _returnsToGo.AsSpan(start, length),
        _timesteps.AsSpan(start, length));
}
