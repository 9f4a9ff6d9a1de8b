namespace LaMo.Core.Trajectories;

/// <summary>
/// A batch of windows of K consecutive steps, LEFT-padded where an episode has fewer: states 0, actions -10 or as chosen, returns-to-go 0, timestep 0, mask 0.
/// The arrays are reused from batch to batch.
/// </summary>
public sealed class WindowBatch
{
    /// <summary>The value that padded actions have, as in Decision Transformer's training code.</summary>
    public const float PaddedAction = -10f;

    private readonly float _paddedAction;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="size">The number of windows B.</param>
    /// <param name="contextLength">The number of steps of a window K.</param>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="actionSize">The number of values of an action.</param>
    /// <param name="paddedAction">The value of padded actions. The mask keeps it from the predictions.</param>
    public WindowBatch(int size, int contextLength, int stateSize, int actionSize, float paddedAction = PaddedAction)
    {
        _paddedAction = paddedAction;
        Size = size;
        ContextLength = contextLength;
        StateSize = stateSize;
        ActionSize = actionSize;
        States = new float[size * contextLength * stateSize];
        Actions = new float[size * contextLength * actionSize];
        ReturnsToGo = new float[size * contextLength];
        Timesteps = new long[size * contextLength];
        Mask = new float[size * contextLength];
    }

    /// <summary>The number of windows B.</summary>
    public int Size { get; }

    /// <summary>The number of steps of a window K.</summary>
    public int ContextLength { get; }

    /// <summary>The number of values of a state.</summary>
    public int StateSize { get; }

    /// <summary>The number of values of an action.</summary>
    public int ActionSize { get; }

    /// <summary>The states, <c>[window, step, stateSize]</c>.</summary>
    public float[] States { get; }

    /// <summary>The actions, <c>[window, step, actionSize]</c>.</summary>
    public float[] Actions { get; }

    /// <summary>The scaled returns-to-go, <c>[window, step]</c>.</summary>
    public float[] ReturnsToGo { get; }

    /// <summary>The steps' numbers within their episodes, <c>[window, step]</c>.</summary>
    public long[] Timesteps { get; }

    /// <summary>1 for a step, 0 for padding, <c>[window, step]</c>.</summary>
    public float[] Mask { get; }

    /// <summary>Fills one window with consecutive steps of one episode.</summary>
    /// <param name="window">The window's number in the batch.</param>
    /// <param name="states">The steps' states, <c>[length, stateSize]</c>.</param>
    /// <param name="actions">The steps' actions, <c>[length, actionSize]</c>.</param>
    /// <param name="returnsToGo">The steps' scaled returns-to-go, <c>[length]</c>; their number, at most K, is the window's length.</param>
    /// <param name="timesteps">The steps' numbers within the episode, <c>[length]</c>.</param>
    public void Fill(int window, ReadOnlySpan<float> states, ReadOnlySpan<float> actions, ReadOnlySpan<float> returnsToGo, ReadOnlySpan<int> timesteps) =>
        states.CopyTo(Fill(window, actions, returnsToGo, timesteps));

    /// <summary>Fills one window with consecutive steps of one episode but for their states.</summary>
    /// <inheritdoc cref="Fill(int, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int})" path="/param"/>
    /// <returns>Where their states belong, <c>[length, stateSize]</c>.</returns>
    internal Span<float> Fill(int window, ReadOnlySpan<float> actions, ReadOnlySpan<float> returnsToGo, ReadOnlySpan<int> timesteps)
    {
        int first = window * ContextLength;
        int padding = ContextLength - returnsToGo.Length;
        int start = first + padding;

        States.AsSpan(first * StateSize, padding * StateSize).Clear();
        Actions.AsSpan(first * ActionSize, padding * ActionSize).Fill(_paddedAction);
        ReturnsToGo.AsSpan(first, padding).Clear();
        Timesteps.AsSpan(first, padding).Clear();
        Mask.AsSpan(first, padding).Clear();

        actions.CopyTo(Actions.AsSpan(start * ActionSize));
        returnsToGo.CopyTo(ReturnsToGo.AsSpan(start));
        for (int i = 0; i < timesteps.Length; i++)
            Timesteps[start + i] = timesteps[i];
        Mask.AsSpan(start, returnsToGo.Length).Fill(1f);
        return States.AsSpan(start * StateSize, returnsToGo.Length * StateSize);
    }
}
