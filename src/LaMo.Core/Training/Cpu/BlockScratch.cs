using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>What a thread needs while it takes a window through a block.</summary>
internal sealed class BlockScratch
{
    public BlockScratch(Gpt2Config config, int loraRank, int steps)
    {
        int width = config.Width, rows = MatrixProduct.RoundUp(3 * steps), stride = BlockRecord.ScoreStrideOf(rows);
        Stream = new float[rows * width];
        Output = new float[rows * width];
        Inner = new float[rows * 4 * width];
        Turned = new float[width / config.Heads * stride];
        Scores = new float[rows * stride];
        Masked = new float[rows * stride + MatrixProduct.RowTile];
        Gradient = new float[rows * width];
        InputGradient = new float[rows * width];
        AttendedGradient = new float[rows * width];
        Queries = new float[rows * width];
        Keys = new float[rows * width];
        Values = new float[rows * width];
        Reduced = new float[rows * loraRank];
        AllReduced = new float[rows * 3 * loraRank];
    }

    /// <summary>The gradient of the residual stream, <c>[token, d]</c>.</summary>
    public float[] Stream { get; }

    /// <summary>What a branch adds to the residual stream, or the gradient of what the heads attend to, <c>[query, d]</c>.</summary>
    public float[] Output { get; }

    /// <summary>Inside the feed-forward part before the activation, or its gradient, <c>[query, 4 d]</c>.</summary>
    public float[] Inner { get; }

    /// <summary>One head's keys or values, turned, <c>[d / head, token]</c>.</summary>
    public float[] Turned { get; }

    /// <summary>The gradient of one head's attention scores, <c>[query, token]</c>.</summary>
    public float[] Scores { get; }

    /// <summary>One head's attention weights after dropout, <c>[query, token]</c>.</summary>
    public float[] Masked { get; }

    /// <summary>The gradient within a branch, <c>[token, d]</c>.</summary>
    public float[] Gradient { get; }

    /// <summary>The gradient after the first layer norm, <c>[token, d]</c>.</summary>
    public float[] InputGradient { get; }

    /// <summary>The gradient of the residual stream between the branches, <c>[query, d]</c>.</summary>
    public float[] AttendedGradient { get; }

    /// <summary>The gradient of queries, <c>[query, d]</c>.</summary>
    public float[] Queries { get; }

    /// <summary>The gradient of keys, <c>[token, d]</c>.</summary>
    public float[] Keys { get; }

    /// <summary>The gradient of values, <c>[token, d]</c>.</summary>
    public float[] Values { get; }

    /// <summary>The gradient of one third of LoRA's reduced input, <c>[token, r]</c>.</summary>
    public float[] Reduced { get; }

    /// <summary>The gradient of all of it, <c>[token, 3 r]</c>.</summary>
    public float[] AllReduced { get; }
}
