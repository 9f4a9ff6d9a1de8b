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
    /// <param name="device">Where they go. The default value is the CPU.</param>
    /// <returns>Token ids, Int64 <c>[indices, block length]</c>; the caller or its dispose scope disposes it.</returns>
    public Tensor Batch(ReadOnlySpan<int> indices, Device? device = null)
    {
        int[] batch = new int[indices.Length * length];
        for (int i = 0; i < indices.Length; i++)
            Read(indices[i], batch.AsSpan(i * length, length));
        return ToTensor(batch, indices.Length, device ?? CPU);
    }

    /// <summary>Blocks of tokens that were read as a tensor.</summary>
    /// <param name="tokens">The tokens, block after block.</param>
    /// <param name="count">The number of blocks.</param>
    /// <param name="device">Where they go.</param>
    /// <returns>Token ids, Int64 <c>[count, block length]</c></returns>
    internal static Tensor ToTensor(int[] tokens, int count, Device device)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor narrow = tensor(tokens, [count, tokens.Length / count]);
        return HostTensor.MoveTo(narrow, device).to(ScalarType.Int64).MoveToOuterDisposeScope();
    }
}
