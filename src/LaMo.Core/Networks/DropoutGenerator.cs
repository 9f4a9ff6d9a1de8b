using System.Runtime.Intrinsics;

namespace LaMo.Core.Networks;

/// <summary>
/// Draws dropout masks on the CPU, many numbers at a time: eight or more independent xoroshiro128+ streams (Blackman and Vigna, 2018) side by side in vector
/// registers, 16 bits a draw. libtorch draws its own serially, which costs a small model a third of its training step. The state is part of a checkpoint.
/// </summary>
public sealed class DropoutGenerator
{
    // A fixed number of streams, not the machine's vector width: a seed gives the same masks everywhere.
    private const int Streams = 16;

    private readonly ulong[] _state = new ulong[2 * Streams];

    /// <summary>Makes a generator.</summary>
    /// <param name="seed">What its numbers follow from.</param>
    public DropoutGenerator(int seed)
    {
        var numbers = new SplitMix64(seed);
        for (int i = 0; i < _state.Length; i++)
            _state[i] = numbers.Next();
    }

    /// <summary>The numbers to come are determined by this; it can be saved and restored.</summary>
    public Span<ulong> State => _state;

    /// <summary>Fills a mask: 0 with probability <paramref name="rate"/>, else 1 / (1 - rate).</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="rate">The dropout rate in [0, 1), rounded to a multiple of 2^-16.</param>
    public void Fill(Span<float> mask, double rate)
    {
        var threshold = Vector512.Create((ushort)Math.Round(rate * 65536));
        var kept = Vector512.Create((float)(1 / (1 - rate)));
        (Vector512<ulong> a0, Vector512<ulong> b0) = (Vector512.Create(_state.AsSpan(0)), Vector512.Create(_state.AsSpan(8)));
        (Vector512<ulong> a1, Vector512<ulong> b1) = (Vector512.Create(_state.AsSpan(16)), Vector512.Create(_state.AsSpan(24)));
        Span<float> block = stackalloc float[2 * Vector512<ushort>.Count];
        while (!mask.IsEmpty)
        {
            Span<float> target = mask.Length >= block.Length ? mask : block;
            Expand(Next(ref a0, ref b0), threshold, kept, target);
            Expand(Next(ref a1, ref b1), threshold, kept, target[Vector512<ushort>.Count..]);
            if (mask.Length < block.Length)
            {
                block[..mask.Length].CopyTo(mask);
                break;
            }
            mask = mask[block.Length..];
        }
        a0.CopyTo(_state.AsSpan(0));
        b0.CopyTo(_state.AsSpan(8));
        a1.CopyTo(_state.AsSpan(16));
        b1.CopyTo(_state.AsSpan(24));
    }

    /// <summary>A generator whose numbers follow from the next one here: for masks that several threads draw.</summary>
    internal DropoutGenerator Branch() => new((int)Draw());

    /// <summary>Draws one number of 64 bits, for masks that are drawn on another device.</summary>
    internal long Draw()
    {
        (Vector512<ulong> a, Vector512<ulong> b) = (Vector512.Create(_state.AsSpan(0)), Vector512.Create(_state.AsSpan(8)));
        long drawn = Next(ref a, ref b).AsInt64()[0];
        a.CopyTo(_state.AsSpan(0));
        b.CopyTo(_state.AsSpan(8));
        return drawn;
    }

    private static Vector512<ushort> Next(ref Vector512<ulong> a, ref Vector512<ulong> b)
    {
        Vector512<ulong> result = a + b;
        Vector512<ulong> c = a ^ b;
        a = Vector512.ShiftLeft(a, 24) | Vector512.ShiftRightLogical(a, 40);
        a ^= c ^ Vector512.ShiftLeft(c, 16);
        b = Vector512.ShiftLeft(c, 37) | Vector512.ShiftRightLogical(c, 27);
        return result.AsUInt16();
    }

    private static void Expand(Vector512<ushort> draws, Vector512<ushort> threshold, Vector512<float> kept, Span<float> target)
    {
        (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.GreaterThanOrEqual(draws, threshold));
        // A widened comparison is 0 or 0xFFFF; its negation's sign bits make the full-width mask.
        Keep(low, kept).CopyTo(target);
        Keep(high, kept).CopyTo(target[Vector512<float>.Count..]);
    }

    private static Vector512<float> Keep(Vector512<uint> selected, Vector512<float> kept) =>
        Vector512.GreaterThan(selected, Vector512<uint>.Zero).AsSingle() & kept;
}
