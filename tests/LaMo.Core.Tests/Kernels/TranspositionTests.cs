using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class TranspositionTests
{
    [VectorTheory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(59)]
    public void ColumnsBecomeRows(int rows)
    {
        const int Columns = 16, SourceStride = 21, TargetStride = 64;
        float[] source = [.. Enumerable.Range(0, 60 * SourceStride).Select(i => (float)i)], target = new float[Columns * TargetStride];
        Transposition.Apply(ref source[3], SourceStride, ref target[0], TargetStride, rows, Columns);
        for (int column = 0; column < Columns; column++)
            for (int row = 0; row < TargetStride; row++)
                Assert.Equal(row < rows ? source[3 + row * SourceStride + column] : 0, target[column * TargetStride + row]);
    }
}
