using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>max(x, 0).</summary>
internal static class RectifiedLinear
{
    /// <param name="x">The values, a multiple of <see cref="MatrixProduct.Lane"/> of them, replaced by the function's.</param>
    public static void Apply(Span<float> x)
    {
        foreach (ref Vector512<float> lanes in MemoryMarshal.Cast<float, Vector512<float>>(x))
            lanes = Vector512.Max(lanes, Vector512<float>.Zero);
    }
}
