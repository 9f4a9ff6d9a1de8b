using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class MatrixProductTests
{
    [Theory]
    [InlineData(6, 1, 16)]
    [InlineData(12, 70, 48)]
    [InlineData(18, 600, 64)]
    [InlineData(6, 33, 208)]
    [InlineData(16, 9, 80)]
    public void ProductIsTheSumOverTheDepth(int rows, int depth, int columns)
    {
        float[] a = Values(rows * depth), b = Values(depth * columns), c = Values(rows * columns);
        float[] turned = [.. Enumerable.Range(0, a.Length).Select(i => a[i % rows * depth + i / rows])], bTurned = [.. Enumerable.Range(0, b.Length).Select(i => b[i % depth * columns + i / depth])];
        double[] expected = [.. Enumerable.Range(0, rows * columns).Select(i =>
            c[i] + Enumerable.Range(0, depth).Sum(k => (double)a[i / columns * depth + k] * b[k * columns + i % columns]))];
        float[] packed = [.. c], packedTurned = [.. c], parallel = [.. c], fromTurned = [.. c];
        MatrixProduct.Add(ref a[0], depth, 1, ref b[0], columns, ref c[0], columns, rows, depth, columns);
        MatrixProduct.Add(ref turned[0], 1, rows, ref b[0], columns, ref fromTurned[0], columns, rows, depth, columns);
        var matrix = new PackedMatrix(depth, columns);
        matrix.Load(b, columns, 1);
        matrix.Add(a, 0, depth, packed, 0, columns, rows, threads: 1);
        matrix.Add(a, 0, depth, parallel, 0, columns, rows, threads: 3);
        matrix.Load(bTurned, 1, depth);
        matrix.Add(a, 0, depth, packedTurned, 0, columns, rows, threads: 1);
        Assert.All([fromTurned, packed, parallel, packedTurned], result => Assert.Equal(c, result));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], c[i], 1e-6 * (1 + depth));
    }

    [Fact]
    public void MemoryThatIsTooSmallIsRefused()
    {
        var matrix = new PackedMatrix(4, 16);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(new float[23], 0, 4, new float[96], 0, 16, 6, threads: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(new float[24], 0, 4, new float[95], 0, 16, 6, threads: 1));
    }

    [Fact]
    public void ColumnsThatDoNotFillALaneAreFollowedByZeros()
    {
        const int Depth = 5, Columns = 19, Rows = 3;
        float[] a = Values(Rows * Depth), b = Values(Depth * Columns), c = new float[Rows * 32], turned = new float[Rows * 32];
        var matrix = new PackedMatrix(Depth, Columns);
        matrix.Load(b, Columns, 1);
        matrix.Add(a, 0, Depth, c, 0, 32, Rows, threads: 1);
        matrix.Load([.. Enumerable.Range(0, b.Length).Select(i => b[i % Depth * Columns + i / Depth])], 1, Depth);
        matrix.Add(a, 0, Depth, turned, 0, 32, Rows, threads: 1);
        Assert.Equal(c, turned);
        for (int i = 0; i < c.Length; i++)
            Assert.Equal(i % 32 < Columns ? Enumerable.Range(0, Depth).Sum(k => (double)a[i / 32 * Depth + k] * b[k * Columns + i % 32]) : 0, c[i], 1e-6);
    }

    private static float[] Values(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
