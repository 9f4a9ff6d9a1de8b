using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LaMo.Core.Kernels;

/// <summary>Turns some columns of a matrix into rows, four by four in registers. It needs <see cref="MatrixProduct.IsSupported"/>.</summary>
internal static class Transposition
{
    private const int Block = 4;

    /// <param name="source">The first element of what is turned, <c>[rows, columns]</c>.</param>
    /// <param name="sourceStride">The distance of its rows.</param>
    /// <param name="target">The first element of the result, <c>[columns, rows]</c>.</param>
    /// <param name="targetStride">The distance of its rows.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public static void Apply(ref float source, nint sourceStride, ref float target, nint targetStride, int rows, int columns)
    {
        int turnedRows = rows - rows % Block, turnedColumns = columns - columns % Block;
        for (int row = 0; row < turnedRows; row += Block)
            for (int column = 0; column < turnedColumns; column += Block)
                TurnBlock(ref Unsafe.Add(ref source, row * sourceStride + column), sourceStride, ref Unsafe.Add(ref target, column * targetStride + row), targetStride);
        for (int row = 0; row < rows; row++)
            for (int column = row < turnedRows ? turnedColumns : 0; column < columns; column++)
                Unsafe.Add(ref target, column * targetStride + row) = Unsafe.Add(ref source, row * sourceStride + column);
    }

    private static void TurnBlock(ref float source, nint sourceStride, ref float target, nint targetStride)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride)), d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(ab, cd).StoreUnsafe(ref target);
        Sse.MoveHighToLow(cd, ab).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        Sse.MoveLowToHigh(abHigh, cdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        Sse.MoveHighToLow(cdHigh, abHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
    }
}
