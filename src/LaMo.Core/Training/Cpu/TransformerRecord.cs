using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>What a thread needs to take a window through the transformer and back, in memory that the next window uses again.</summary>
/// <param name="config">The network's shape.</param>
/// <param name="loraRank">The rank of LoRA's factors, 0 without it.</param>
/// <param name="steps">The most steps of a window.</param>
internal sealed class TransformerRecord(Gpt2Config config, int loraRank, int steps)
{
    public BlockRecord[] Blocks { get; } = [.. Enumerable.Range(0, config.Layers).Select(layer => new BlockRecord(config, loraRank, steps, layer == config.Layers - 1))];

    public BlockScratch Scratch { get; } = new(config, loraRank, steps);

    /// <summary>What goes into the first block, <c>[3 step, d]</c>.</summary>
    public float[] Tokens => Blocks[0].Input;

    /// <summary>The residual stream after the last block, <c>[step, d]</c>.</summary>
    public float[] Output { get; } = new float[MatrixProduct.RoundUp(steps) * config.Width];

    /// <summary>The last hidden states at s_t tokens, <c>[step, d]</c>.</summary>
    public float[] Hidden { get; } = new float[steps * config.Width];

    /// <summary>Their gradient.</summary>
    public float[] HiddenGradient { get; } = new float[steps * config.Width];
}
