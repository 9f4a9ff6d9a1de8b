using System.Runtime.Intrinsics;
using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

/// <summary>The vector code against plain loops in double precision.</summary>
public class KernelTests
{
    [Theory]
    [InlineData(6, 1, 16)]
    [InlineData(12, 70, 48)]
    [InlineData(18, 600, 64)]
    [InlineData(6, 33, 208)]
    public void ProductIsTheSumOverTheDepth(int rows, int depth, int columns)
    {
        float[] a = Random(rows * depth), b = Random(depth * columns), c = Random(rows * columns);
        double[] expected = [.. Enumerable.Range(0, rows * columns).Select(i =>
            c[i] + Enumerable.Range(0, depth).Sum(k => (double)a[i / columns * depth + k] * b[k * columns + i % columns]))];
        float[] packed = [.. c], parallel = [.. c];
        MatrixProduct.Add(ref a[0], depth, ref b[0], columns, ref c[0], columns, rows, depth, columns);
        var matrix = new PackedMatrix(b, columns, depth, columns);
        matrix.Add(a, 0, depth, packed, 0, columns, rows, threads: 1);
        matrix.Add(a, 0, depth, parallel, 0, columns, rows, threads: 3);
        Assert.Equal(c, packed);
        Assert.Equal(c, parallel);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], c[i], 1e-6 * (1 + depth));
    }

    [Fact]
    public void ExponentialIsRightToTwoUnitsInTheLastPlace()
    {
        for (float x = -87; x < 88; x += 0.0137f)
            Assert.InRange(Exponential.Of(Vector512.Create(x))[5] / Math.Exp(x), 1 - 2.4e-7, 1 + 2.4e-7);
        Assert.InRange(Exponential.Of(Vector512.Create(float.NegativeInfinity))[0], 0, 2e-38f);
        Assert.InRange(Exponential.Of(Vector512.Create(float.PositiveInfinity))[0], 1e38f, float.PositiveInfinity);
        Assert.Equal(1, Exponential.Of(Vector512<float>.Zero)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    public void SoftmaxSeesTheFirstScoresAlone(int visible)
    {
        float[] scores = Random(32).Select(x => 20 * x).ToArray();
        double[] powers = [.. scores[..visible].Select(score => Math.Exp(score))];
        Softmax.Apply(scores, visible);
        for (int i = 0; i < 32; i++)
            Assert.Equal(i < visible ? powers[i] / powers.Sum() : 0, scores[i], 1e-6);
    }

    [Fact]
    public void LayerNormIsItsFormula()
    {
        float[] x = Random(3 * 48), weight = Random(48), bias = Random(48), normalized = new float[x.Length];
        new LayerNormalization(weight, bias, 1e-5f).Apply(x, normalized);
        for (int row = 0; row < 3; row++)
        {
            float[] values = x[(row * 48)..(row * 48 + 48)];
            double mean = values.Average(v => (double)v), variance = values.Average(v => (v - mean) * (v - mean));
            for (int i = 0; i < 48; i++)
                Assert.Equal((values[i] - mean) / Math.Sqrt(variance + 1e-5) * weight[i] + bias[i], normalized[row * 48 + i], 1e-5);
        }
    }

    private static float[] Random(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
