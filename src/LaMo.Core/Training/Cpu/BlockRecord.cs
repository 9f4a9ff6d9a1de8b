using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>What the backward pass of a block needs of its forward pass over one window, in memory that the next window uses again.</summary>
internal sealed class BlockRecord
{
    /// <param name="config">The network's shape.</param>
    /// <param name="loraRank">The rank of LoRA's factors, 0 without it.</param>
    /// <param name="steps">The most steps of a window.</param>
    /// <param name="isLast">Whether the block goes on with the s_t tokens alone.</param>
    public BlockRecord(Gpt2Config config, int loraRank, int steps, bool isLast)
    {
        int width = config.Width, rows = MatrixProduct.RoundUp(3 * steps), queries = isLast ? MatrixProduct.RoundUp(steps) : rows;
        ScoreStride = ScoreStrideOf(rows);
        Input = new float[rows * width];
        Normalized = new float[rows * width];
        QueryInput = isLast ? new float[queries * width] : Normalized;
        Queries = new float[queries * width];
        Keys = new float[rows * width];
        Values = new float[rows * width];
        Weights = new float[config.Heads * queries * ScoreStride];
        WeightMask = new float[Weights.Length];
        Merged = new float[queries * width];
        AttentionMask = new float[queries * width];
        Attended = new float[queries * width];
        AttendedNormalized = new float[queries * width];
        Inner = new float[queries * 4 * width];
        Slope = new float[Inner.Length];
        FeedForwardMask = new float[queries * width];
        if (loraRank == 0)
            return;
        LoraInput = new float[rows * width];
        LoraMask = new float[rows * width];
        Reduced = [new float[queries * loraRank], new float[rows * loraRank], new float[rows * loraRank]];
        AllReduced = new float[rows * 3 * loraRank];
    }

    /// <summary>The distance of the rows of attention scores.</summary>
    public int ScoreStride { get; }

    /// <summary>The residual stream on entry, <c>[token, d]</c>.</summary>
    public float[] Input { get; }

    /// <summary>The same after the first layer norm.</summary>
    public float[] Normalized { get; }

    /// <summary>The rows of it that have queries, <c>[query, d]</c>.</summary>
    public float[] QueryInput { get; }

    /// <summary>Queries divided by the root of a head's width, <c>[query, d]</c>.</summary>
    public float[] Queries { get; }

    /// <summary><c>[token, d]</c></summary>
    public float[] Keys { get; }

    /// <summary><c>[token, d]</c></summary>
    public float[] Values { get; }

    /// <summary>The attention weights before dropout, <c>[head, query, token]</c> with rows <see cref="ScoreStride"/> apart.</summary>
    public float[] Weights { get; }

    /// <summary>Their dropout mask.</summary>
    public float[] WeightMask { get; }

    /// <summary>What the heads attend to, <c>[query, d]</c>.</summary>
    public float[] Merged { get; }

    /// <summary>The dropout mask of what attention adds to the residual stream.</summary>
    public float[] AttentionMask { get; }

    /// <summary>The residual stream after attention, <c>[query, d]</c>.</summary>
    public float[] Attended { get; }

    /// <summary>The same after the second layer norm.</summary>
    public float[] AttendedNormalized { get; }

    /// <summary>The activation inside the feed-forward part, <c>[query, 4 d]</c>.</summary>
    public float[] Inner { get; }

    /// <summary>Its derivative.</summary>
    public float[] Slope { get; }

    /// <summary>The dropout mask of what the feed-forward part adds to the residual stream.</summary>
    public float[] FeedForwardMask { get; }

    /// <summary>LoRA's input after dropout, <c>[token, d]</c>.</summary>
    public float[] LoraInput { get; } = [];

    /// <summary>Its dropout mask.</summary>
    public float[] LoraMask { get; } = [];

    /// <summary>LoRA's input times its first factor, <c>[token, 3 r]</c>.</summary>
    public float[] AllReduced { get; } = [];

    /// <summary>The parts of it for queries, keys and values, <c>[query or token, r]</c>.</summary>
    public float[][] Reduced { get; } = [];

    public static int ScoreStrideOf(int rows) => (rows + MatrixProduct.ColumnTile - 1) / MatrixProduct.ColumnTile * MatrixProduct.ColumnTile;
}
