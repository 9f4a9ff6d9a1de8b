using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>x += y.</summary>
internal static class RowSum
{
    /// <param name="x">The values, a multiple of <see cref="MatrixProduct.Lane"/> of them.</param>
    /// <param name="y">As many.</param>
    public static void Add(Span<float> x, ReadOnlySpan<float> y)
    {
        Span<Vector512<float>> sums = MemoryMarshal.Cast<float, Vector512<float>>(x);
        ReadOnlySpan<Vector512<float>> addends = MemoryMarshal.Cast<float, Vector512<float>>(y);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += addends[i];
    }
}
