using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>The softmax of attention scores.</summary>
internal static class Softmax
{
    private static readonly Vector512<int> _lanes = Vector512<int>.Indices;

    /// <summary>Replaces the first scores of a row by their softmax and the others, which are hidden, by 0.</summary>
    /// <param name="scores">The row; its length is a multiple of <see cref="MatrixProduct.Lane"/>.</param>
    /// <param name="visible">How many are seen, at least one.</param>
    public static void Apply(Span<float> scores, int visible)
    {
        ref float row = ref MemoryMarshal.GetReference(scores);
        int end = (visible + MatrixProduct.Lane - 1) / MatrixProduct.Lane * MatrixProduct.Lane;
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity), sums = default;
        for (int i = 0; i < end; i += MatrixProduct.Lane)
            largest = Vector512.Max(largest, Vector512.ConditionalSelect(Seen(i, visible), Vector512.LoadUnsafe(ref row, (nuint)i), largest));
        Vector512<float> shift = Vector512.Create(MaxAcross(largest));
        for (int i = 0; i < end; i += MatrixProduct.Lane)
        {
            Vector512<float> e = Vector512.ConditionalSelect(Seen(i, visible), Exponential.Of(Vector512.LoadUnsafe(ref row, (nuint)i) - shift), Vector512<float>.Zero);
            e.StoreUnsafe(ref row, (nuint)i);
            sums += e;
        }
        Vector512<float> scale = Vector512.Create(1 / Vector512.Sum(sums));
        for (int i = 0; i < end; i += MatrixProduct.Lane)
            (Vector512.LoadUnsafe(ref row, (nuint)i) * scale).StoreUnsafe(ref row, (nuint)i);
        scores[end..].Clear();
    }

    /// <summary>Replaces the gradient of a row of weights by that of the scores.</summary>
    /// <param name="weights">The row, as <see cref="Apply"/> made it.</param>
    /// <param name="gradient">As long.</param>
    public static void Differentiate(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        ReadOnlySpan<Vector512<float>> w = MemoryMarshal.Cast<float, Vector512<float>>(weights);
        Span<Vector512<float>> g = MemoryMarshal.Cast<float, Vector512<float>>(gradient)[..w.Length];
        Vector512<float> sums = default;
        for (int i = 0; i < w.Length; i++)
            sums = Vector512.FusedMultiplyAdd(w[i], g[i], sums);
        Vector512<float> mean = Vector512.Create(Vector512.Sum(sums));
        for (int i = 0; i < w.Length; i++)
            g[i] = w[i] * (g[i] - mean);
    }

    private static Vector512<float> Seen(int first, int visible) => Vector512.LessThan(_lanes, Vector512.Create(visible - first)).AsSingle();

    private static float MaxAcross(Vector512<float> x)
    {
        Vector256<float> a = Vector256.Max(x.GetLower(), x.GetUpper());
        Vector128<float> b = Vector128.Max(a.GetLower(), a.GetUpper());
        return MathF.Max(MathF.Max(b[0], b[1]), MathF.Max(b[2], b[3]));
    }
}
