using static TorchSharp.torch;

namespace LaMo.Core.Language;

/// <summary>Draws blocks of text uniformly, with replacement.</summary>
/// <param name="blocks">The text.</param>
/// <param name="count">How many blocks, from the first on, are drawn from.</param>
/// <param name="random">Where the draws come from, one for each block.</param>
public sealed class TextSampler(TextBlocks blocks, int count, SplitMix64 random)
{
    /// <summary>The tokens of a block.</summary>
    public int BlockLength => blocks.Length;

    /// <summary>Draws a batch.</summary>
    /// <param name="size">The number of blocks.</param>
    /// <param name="device">Where it goes. The default value is the CPU.</param>
    /// <returns>Token ids, Int64 <c>[size, block length]</c>; the caller or its dispose scope disposes it.</returns>
    public Tensor Next(int size, Device? device = null)
    {
        int[] batch = new int[size * BlockLength];
        Fill(batch);
        return TextBlocks.ToTensor(batch, size, device ?? CPU);
    }

    /// <summary>Fills an array with draws, block after block.</summary>
    /// <param name="batch">The array, of a multiple of <see cref="BlockLength"/> tokens.</param>
    public void Fill(Span<int> batch)
    {
        for (; !batch.IsEmpty; batch = batch[BlockLength..])
            blocks.Read(random.Next(count), batch[..BlockLength]);
    }
}
