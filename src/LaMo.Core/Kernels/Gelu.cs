using System.Runtime.Intrinsics;

namespace LaMo.Core.Kernels;

/// <summary>gelu, x Phi(x) with the normal distribution's Phi (Hendrycks and Gimpel, arXiv 1606.08415). Phi is right to 1e-7 (Abramowitz and Stegun, 7.1.26).</summary>
internal static class Gelu
{
    private const float InverseRootTwo = 0.70710678f;
    private const float InverseRootTwoPi = 0.39894228f;

    /// <summary>Computes the function and its derivative; the number of elements is a multiple of <see cref="MatrixProduct.Lane"/>.</summary>
    public static void Differentiate(ReadOnlySpan<float> x, Span<float> value, Span<float> slope)
    {
        for (int i = 0; i < x.Length; i += Vector512<float>.Count)
        {
            Vector512<float> v = Vector512.Create(x[i..]);
            Vector512<float> exponential = Exponential.Of(v * v * -0.5f);
            Vector512<float> t = Vector512<float>.One / Vector512.FusedMultiplyAdd(Vector512.Abs(v), Vector512.Create(0.3275911f * InverseRootTwo), Vector512<float>.One);
            Vector512<float> p = Vector512.Create(1.061405429f);
            p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-1.453152027f));
            p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(1.421413741f));
            p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(-0.284496736f));
            p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.254829592f));
            // The probability beyond |x|.
            Vector512<float> tail = p * t * exponential * 0.5f;
            Vector512<float> below = Vector512.ConditionalSelect(Vector512.LessThan(v, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
            (v * below).CopyTo(value[i..]);
            Vector512.FusedMultiplyAdd(v, exponential * InverseRootTwoPi, below).CopyTo(slope[i..]);
        }
    }
}
