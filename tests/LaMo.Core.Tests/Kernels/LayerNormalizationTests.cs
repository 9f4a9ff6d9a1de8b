using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class LayerNormalizationTests
{
    [Fact]
    public void RowsAreNormalizedByTheFormula()
    {
        var random = new Random(1);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
        float[] x = Values(3 * 48), weight = Values(48), bias = Values(48), normalized = new float[x.Length];
        new LayerNormalization(weight, bias, 1e-5f).Apply(x, normalized);
        for (int row = 0; row < 3; row++)
        {
            float[] values = x[(row * 48)..(row * 48 + 48)];
            double mean = values.Average(v => (double)v), variance = values.Average(v => (v - mean) * (v - mean));
            for (int i = 0; i < 48; i++)
                Assert.Equal((values[i] - mean) / Math.Sqrt(variance + 1e-5) * weight[i] + bias[i], normalized[row * 48 + i], 1e-5);
        }
    }
}
