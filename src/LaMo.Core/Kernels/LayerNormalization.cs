using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>A layer norm: each row less its mean, over its standard deviation, times a weight, plus a bias.</summary>
internal sealed class LayerNormalization(float[] weight, float[] bias, float epsilon)
{
    /// <param name="x">The rows, <c>[rows, width]</c>.</param>
    /// <param name="normalized">The normalised rows, <c>[rows, width]</c>; may be <paramref name="x"/>. The width is a multiple of <see cref="MatrixProduct.Lane"/>.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> normalized)
    {
        int width = weight.Length;
        for (int row = 0; row < x.Length; row += width)
            Apply(ref MemoryMarshal.GetReference(x.Slice(row, width)), ref MemoryMarshal.GetReference(normalized.Slice(row, width)));
    }

    private void Apply(ref float x, ref float normalized)
    {
        nuint width = (nuint)weight.Length;
        Vector512<float> sum = default, squares = default;
        for (nuint i = 0; i < width; i += MatrixProduct.Lane)
            sum += Vector512.LoadUnsafe(ref x, i);
        Vector512<float> mean = Vector512.Create(Vector512.Sum(sum) / width);
        for (nuint i = 0; i < width; i += MatrixProduct.Lane)
        {
            Vector512<float> difference = Vector512.LoadUnsafe(ref x, i) - mean;
            squares = Vector512.FusedMultiplyAdd(difference, difference, squares);
        }
        Vector512<float> scale = Vector512.Create(1 / MathF.Sqrt(Vector512.Sum(squares) / width + epsilon));
        ref float w = ref MemoryMarshal.GetArrayDataReference(weight), b = ref MemoryMarshal.GetArrayDataReference(bias);
        for (nuint i = 0; i < width; i += MatrixProduct.Lane)
            Vector512.FusedMultiplyAdd((Vector512.LoadUnsafe(ref x, i) - mean) * scale, Vector512.LoadUnsafe(ref w, i), Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref normalized, i);
    }
}
