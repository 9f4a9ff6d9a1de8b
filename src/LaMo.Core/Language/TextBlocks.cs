using static TorchSharp.torch;

namespace LaMo.Core.Language;

/// <summary>Tokens in blocks of equal length, one after another; what is left at the end is not used.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="length">The tokens of a block.</param>
/// <param name="shuffled">
/// Whether each block's tokens are in random order, always the same one: a corpus with the words of a language but not its syntax (LaMo, arXiv 2310.20587, section 5.3).
/// </param>
public sealed class TextBlocks(TokenFile tokens, int length, bool shuffled = false)
{
    /// <summary>The number of blocks.</summary>
    public int Count => checked((int)(tokens.Count / length));

    /// <summary>The tokens of a block.</summary>
    public int Length => length;

    /// <summary>Reads a block.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="block">Where to, <see cref="Length"/> tokens.</param>
    public void Read(int index, Span<int> block)
    {
        tokens.Read((long)index * length, block[..length]);
        if (shuffled)
            new Random(index).Shuffle(block[..length]);
    }

    /// <summary>Reads blocks.</summary>
    /// <param name="indices">Their numbers.</param>
    /// <returns>Token ids, Int64 <c>[indices, block length]</c>; the caller or its dispose scope disposes it.</returns>
    public Tensor Batch(ReadOnlySpan<int> indices)
    {
        int[] batch = new int[indices.Length * length];
        for (int i = 0; i < indices.Length; i++)
            Read(indices[i], batch.AsSpan(i * length, length));
        using Tensor narrow = tensor(batch, [indices.Length, length]);
        return narrow.to(ScalarType.Int64);
    }
}
