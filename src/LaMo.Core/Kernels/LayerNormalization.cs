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

    /// <summary>Adds to the gradients.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="dy">The gradient of the normalised rows.</param>
    /// <param name="dx">The gradient of the rows.</param>
    /// <param name="dWeight">The gradient of the weight, empty if it is not needed.</param>
    /// <param name="dBias">The gradient of the bias, empty if it is not needed.</param>
    public void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, Span<float> dWeight, Span<float> dBias)
    {
        int width = weight.Length;
        Span<float> normalized = stackalloc float[width];
        ReadOnlySpan<Vector512<float>> w = MemoryMarshal.Cast<float, Vector512<float>>(weight);
        for (int row = 0; row < x.Length; row += width)
        {
            ReadOnlySpan<Vector512<float>> input = MemoryMarshal.Cast<float, Vector512<float>>(x.Slice(row, width)), dOutput = MemoryMarshal.Cast<float, Vector512<float>>(dy.Slice(row, width));
            Span<Vector512<float>> dInput = MemoryMarshal.Cast<float, Vector512<float>>(dx.Slice(row, width)), n = MemoryMarshal.Cast<float, Vector512<float>>(normalized);
            (Vector512<float> mean, Vector512<float> scale) = Moments(ref MemoryMarshal.GetReference(x.Slice(row, width)));
            Vector512<float> sum = default, sumOfProducts = default;
            for (int i = 0; i < n.Length; i++)
            {
                n[i] = (input[i] - mean) * scale;
                Vector512<float> g = dOutput[i] * w[i];
                sum += g;
                sumOfProducts = Vector512.FusedMultiplyAdd(g, n[i], sumOfProducts);
            }
            Vector512<float> meanGradient = Vector512.Create(Vector512.Sum(sum) / width), meanProduct = Vector512.Create(Vector512.Sum(sumOfProducts) / width);
            for (int i = 0; i < n.Length; i++)
                dInput[i] += scale * (dOutput[i] * w[i] - meanGradient - n[i] * meanProduct);
            if (!dWeight.IsEmpty)
                Pointwise.AddProduct(dWeight, dy.Slice(row, width), normalized);
            if (!dBias.IsEmpty)
                Pointwise.Add(dBias, dy.Slice(row, width));
        }
    }

    private void Apply(ref float x, ref float normalized)
    {
        nuint width = (nuint)weight.Length;
        (Vector512<float> mean, Vector512<float> scale) = Moments(ref x);
        ref float w = ref MemoryMarshal.GetArrayDataReference(weight), b = ref MemoryMarshal.GetArrayDataReference(bias);
        for (nuint i = 0; i < width; i += MatrixProduct.Lane)
            Vector512.FusedMultiplyAdd((Vector512.LoadUnsafe(ref x, i) - mean) * scale, Vector512.LoadUnsafe(ref w, i), Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref normalized, i);
    }

    /// <summary>A row's mean and the inverse of its standard deviation.</summary>
    private (Vector512<float> Mean, Vector512<float> Scale) Moments(ref float x)
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
        return (mean, Vector512.Create(1 / MathF.Sqrt(Vector512.Sum(squares) / width + epsilon)));
    }
}
