using static TorchSharp.torch;

namespace LaMo.Core.Language;

/// <summary>Draws blocks of text uniformly, with replacement.</summary>
/// <param name="blocks">The text.</param>
/// <param name="count">How many blocks, from the first on, are drawn from.</param>
/// <param name="random">Where the draws come from, one for each block.</param>
public sealed class TextSampler(TextBlocks blocks, int count, SplitMix64 random)
{
    /// <summary>Draws a batch.</summary>
    /// <param name="size">The number of blocks.</param>
    /// <returns>Token ids, Int64 <c>[size, block length]</c>; the caller or its dispose scope disposes it.</returns>
    public Tensor Next(int size)
    {
        int[] indices = new int[size];
        for (int i = 0; i < size; i++)
            indices[i] = random.Next(count);
        return blocks.Batch(indices);
    }
}
