using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>Functions of each element. The numbers of elements are multiples of <see cref="MatrixProduct.Lane"/>, those of all operands equal.</summary>
internal static class Pointwise
{
    /// <summary>y = max(x, 0), and its derivative.</summary>
    public static void Rectify(ReadOnlySpan<float> x, Span<float> y, Span<float> slope)
    {
        ReadOnlySpan<Vector512<float>> inputs = Lanes(x);
        Span<Vector512<float>> values = Lanes(y)[..inputs.Length], slopes = Lanes(slope)[..inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            values[i] = Vector512.Max(inputs[i], Vector512<float>.Zero);
            slopes[i] = Vector512.GreaterThan(inputs[i], Vector512<float>.Zero) & Vector512<float>.One;
        }
    }

    /// <summary>x = s x.</summary>
    public static void Scale(Span<float> x, float s)
    {
        foreach (ref Vector512<float> lanes in Lanes(x))
            lanes *= s;
    }

    /// <summary>x += y.</summary>
    public static void Add(Span<float> x, ReadOnlySpan<float> y)
    {
        Span<Vector512<float>> sums = Lanes(x);
        ReadOnlySpan<Vector512<float>> addends = Lanes(y)[..sums.Length];
        for (int i = 0; i < sums.Length; i++)
            sums[i] += addends[i];
    }

    /// <summary>x = y z.</summary>
    public static void Multiply(Span<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        Span<Vector512<float>> products = Lanes(x);
        ReadOnlySpan<Vector512<float>> a = Lanes(y)[..products.Length], b = Lanes(z)[..products.Length];
        for (int i = 0; i < products.Length; i++)
            products[i] = a[i] * b[i];
    }

    /// <summary>x += y z.</summary>
    public static void AddProduct(Span<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        Span<Vector512<float>> sums = Lanes(x);
        ReadOnlySpan<Vector512<float>> a = Lanes(y)[..sums.Length], b = Lanes(z)[..sums.Length];
        for (int i = 0; i < sums.Length; i++)
            sums[i] = Vector512.FusedMultiplyAdd(a[i], b[i], sums[i]);
    }

    private static Span<Vector512<float>> Lanes(Span<float> x) => MemoryMarshal.Cast<float, Vector512<float>>(x);

    private static ReadOnlySpan<Vector512<float>> Lanes(ReadOnlySpan<float> x) => MemoryMarshal.Cast<float, Vector512<float>>(x);
}
