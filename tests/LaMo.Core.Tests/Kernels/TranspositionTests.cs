using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class TranspositionTests
{
    [VectorTheory]
    [InlineData(1, 16)]
    [InlineData(4, 16)]
    [InlineData(59, 16)]
    [InlineData(8, 3)]
    [InlineData(13, 11)]
    public void ColumnsBecomeRows(int rows, int columns)
    {
        const int SourceStride = 21, TargetStride = 64;
        float[] source = [.. Enumerable.Range(0, 60 * SourceStride).Select(i => (float)i)], target = new float[columns * TargetStride];
        Transposition.Apply(ref source[3], SourceStride, ref target[0], TargetStride, rows, columns);
        for (int column = 0; column < columns; column++)
            for (int row = 0; row < TargetStride; row++)
                Assert.Equal(row < rows ? source[3 + row * SourceStride + column] : 0, target[column * TargetStride + row]);
    }
}
