using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Inference;

/// <summary>What a <see cref="CpuTransformer"/> computes of one window, in memory that the next window uses again.</summary>
internal sealed class CpuActivations
{
    private readonly int _width;

    /// <param name="config">The network's shape.</param>
    /// <param name="capacity">The most tokens of a window, in whole tiles.</param>
    /// <param name="threads">How many threads may share a product.</param>
    /// <param name="attends">Whether the tokens attend to each other, or only go through a feed-forward part.</param>
    public CpuActivations(Gpt2Config config, int capacity, int threads, bool attends)
    {
        _width = config.Width;
        Threads = threads;
        ScoreStride = (capacity + MatrixProduct.ColumnTile - 1) / MatrixProduct.ColumnTile * MatrixProduct.ColumnTile;
        Rows = capacity;
        Tokens = new float[capacity * _width];
        Normalized = new float[capacity * _width];
        Merged = new float[capacity * _width];
        Inner = new float[capacity * 4 * _width];
        if (!attends)
            return;
        Projected = new float[capacity * 3 * _width];
        Keys = new float[_width / config.Heads * ScoreStride];
        Scores = new float[capacity * ScoreStride];
        HeadTokens = new float[config.Heads * _width];
        HeadScores = new float[config.Heads * ScoreStride];
    }

    public int Threads { get; }

    /// <summary>The tokens of the window that are seen.</summary>
    public int Seen { get; private set; }

    /// <summary>The same in whole tiles; the tokens between are computed and not used.</summary>
    public int Rows { get; private set; }

    /// <summary>The residual stream, <c>[token, d]</c>.</summary>
    public float[] Tokens { get; }

    /// <summary>The residual stream after a layer norm, <c>[token, d]</c>.</summary>
    public float[] Normalized { get; }

    /// <summary>Queries, keys and values, <c>[token, 3 d]</c>.</summary>
    public float[] Projected { get; } = [];

    /// <summary>What the heads attend to, <c>[token, d]</c>.</summary>
    public float[] Merged { get; }

    /// <summary>Inside the feed-forward part, <c>[token, 4 d]</c>.</summary>
    public float[] Inner { get; }

    /// <summary>The keys of one head, turned, <c>[d / head, token]</c> with rows <see cref="ScoreStride"/> apart.</summary>
    public float[] Keys { get; } = [];

    /// <summary>The attention scores of one head, <c>[token, token]</c> with rows <see cref="ScoreStride"/> apart.</summary>
    public float[] Scores { get; } = [];

    public int ScoreStride { get; }

    /// <summary>A vector in the tokens' space for each head, <c>[head, d]</c>.</summary>
    public float[] HeadTokens { get; } = [];

    /// <summary>The scores of each head's only query, <c>[head, token]</c> with rows <see cref="ScoreStride"/> apart.</summary>
    public float[] HeadScores { get; } = [];

    /// <summary>Takes a window.</summary>
    /// <param name="sequence">Token embeddings, <c>[token, d]</c>.</param>
    /// <param name="projected">Their queries, keys and values in the first block, <c>[token, 3 d]</c>, or nothing.</param>
    /// <param name="first">The window's first token.</param>
    /// <param name="seen">The number of its tokens.</param>
    public void Begin(float[] sequence, float[] projected, int first, int seen)
    {
        (Seen, Rows) = (seen, MatrixProduct.RoundUp(seen));
        sequence.AsSpan(first * _width, Rows * _width).CopyTo(Tokens);
        if (projected.Length > 0)
            projected.AsSpan(first * 3 * _width, Rows * 3 * _width).CopyTo(Projected);
    }
}
