using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class GeluTests
{
    [Fact]
    public void ItAndItsDerivativeAreTheNormalDistributions()
    {
        float[] x = [.. Enumerable.Range(-320, 640).Select(i => i / 40f)];
        float[] value = new float[x.Length], slope = new float[x.Length];
        Gelu.Differentiate(x, value, slope);
        for (int i = 0; i < x.Length; i++)
        {
            double below = Probability(x[i]);
            Assert.Equal(x[i] * below, value[i], 2e-7 * Math.Max(1, Math.Abs(x[i])));
            Assert.Equal(below + x[i] * Density(x[i]), slope[i], 4e-7);
        }
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The normal distribution's, by Simpson's rule.</summary>
    private static double Probability(double x)
    {
        const int Parts = 1000;
        double width = x / Parts;
        return 0.5 + width / 6 * Enumerable.Range(0, Parts).Sum(i => Density(i * width) + 4 * Density((i + 0.5) * width) + Density((i + 1) * width));
    }
}
