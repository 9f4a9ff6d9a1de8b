using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace LaMo.Core.Kernels;

/// <summary>
/// A B of single-precision matrices in row-major order, by tiles of 6 rows and 64 columns whose sums stay in registers: for the small and narrow matrices
/// of a window of steps it is twice as fast as a general BLAS, and what precedes and follows a product finds its matrices still in the cache. What becomes of the
/// product, an <see cref="IProductResult"/>, is done in the registers, too.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>The rows of a tile. Rows that do not fill one cost more.</summary>
    public const int RowTile = 6;

    /// <summary>The columns of a tile.</summary>
    public const int ColumnTile = 4 * Lane;

    /// <summary>Numbers of columns are multiples of it.</summary>
    public const int Lane = 16;

    /// <summary>The rows of B that a tile is summed over at a time: they and the sums' other operand stay in the first- and second-level cache.</summary>
    private const int DepthTile = 512;

    /// <summary>Whether the processor has the vectors that this is written for.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    /// <summary>The smallest multiple of <see cref="Lane"/> that is not less.</summary>
    public static int WholeLanes(int columns) => (columns + Lane - 1) / Lane * Lane;

    /// <summary>The smallest multiple of <see cref="RowTile"/> that is not less.</summary>
    public static int RoundUp(int rows) => (rows + RowTile - 1) / RowTile * RowTile;

    /// <summary>C += A B.</summary>
    /// <inheritdoc cref="Apply" path="/param"/>
    public static void Add(ref float a, nint aStride, nint aStep, ref float b, nint bStride, ref float c, nint cStride, int rows, int depth, int columns) =>
        Apply<Added>(ref a, aStride, aStep, ref b, bStride, ref Unsafe.NullRef<float>(), ref c, cStride, rows, depth, columns);

    /// <summary>C = A B.</summary>
    /// <inheritdoc cref="Apply" path="/param"/>
    public static void Set(ref float a, nint aStride, nint aStep, ref float b, nint bStride, ref float c, nint cStride, int rows, int depth, int columns) =>
        Apply<Product>(ref a, aStride, aStep, ref b, bStride, ref Unsafe.NullRef<float>(), ref c, cStride, rows, depth, columns);

    /// <summary>Puts the product, or what the result says, into C.</summary>
    /// <typeparam name="TResult">What becomes of the product.</typeparam>
    /// <param name="a">The first element of A, <c>[rows, depth]</c>.</param>
    /// <param name="aStride">The distance of A's rows.</param>
    /// <param name="aStep">The distance of A's columns, 1 unless A is the transpose of what memory holds.</param>
    /// <param name="b">The first element of B, <c>[depth, columns]</c>.</param>
    /// <param name="bStride">The distance of B's rows.</param>
    /// <param name="bias">The first element of the bias, <c>[columns]</c>, if the result has one.</param>
    /// <param name="c">The first element of C, <c>[rows, columns]</c>.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="rows">A's and C's rows.</param>
    /// <param name="depth">A's columns and B's rows.</param>
    /// <param name="columns">A multiple of <see cref="Lane"/>.</param>
    public static void Apply<TResult>(ref float a, nint aStride, nint aStep, ref float b, nint bStride, ref float bias, ref float c, nint cStride, int rows, int depth, int columns)
        where TResult : struct, IProductResult
    {
        int column = 0;
        for (; column <= columns - ColumnTile; column += ColumnTile)
        {
            ref float panelBias = ref Unsafe.Add(ref bias, column);
            ref float panelC = ref Unsafe.Add(ref c, column);
            for (int first = 0; first < depth; first += DepthTile)
            {
                ref float part = ref Unsafe.Add(ref a, first * aStep);
                ref float panel = ref Unsafe.Add(ref b, first * bStride + column);
                int count = Math.Min(DepthTile, depth - first);
                // The first part of a sum begins it, the last one ends it.
                bool begins = first == 0, ends = first + count == depth;
                if (begins && ends)
                    WidePanel<TResult, TResult>(ref part, aStride, aStep, ref panel, bStride, ref panelBias, ref panelC, cStride, rows, count);
                else if (begins)
                    WidePanel<TResult, Added>(ref part, aStride, aStep, ref panel, bStride, ref panelBias, ref panelC, cStride, rows, count);
                else if (ends)
                    WidePanel<Added, TResult>(ref part, aStride, aStep, ref panel, bStride, ref panelBias, ref panelC, cStride, rows, count);
                else
                    WidePanel<Added, Added>(ref part, aStride, aStep, ref panel, bStride, ref panelBias, ref panelC, cStride, rows, count);
            }
        }
        for (; column < columns; column += Lane)
            NarrowPanel<TResult>(ref a, aStride, aStep, ref Unsafe.Add(ref b, column), bStride, ref Unsafe.Add(ref bias, column), ref Unsafe.Add(ref c, column), cStride, rows, depth);
    }

    private static void WidePanel<TBegin, TEnd>(ref float a, nint aStride, nint aStep, ref float b, nint bStride, ref float bias, ref float c, nint cStride, int rows, int depth)
        where TBegin : struct, IProductResult
        where TEnd : struct, IProductResult
    {
        int row = 0;
        for (; row <= rows - RowTile; row += RowTile)
            WideTile<TBegin, TEnd>(ref Unsafe.Add(ref a, row * aStride), aStride, aStep, ref b, bStride, depth, ref bias, ref Unsafe.Add(ref c, row * cStride), cStride);
        for (; row < rows; row++)
            WideRow<TBegin, TEnd>(ref Unsafe.Add(ref a, row * aStride), aStep, ref b, bStride, depth, ref bias, ref Unsafe.Add(ref c, row * cStride));
    }

    private static void NarrowPanel<TResult>(ref float a, nint aStride, nint aStep, ref float b, nint bStride, ref float bias, ref float c, nint cStride, int rows, int depth)
        where TResult : struct, IProductResult
    {
        int row = 0;
        for (; row <= rows - RowTile; row += RowTile)
            NarrowTile<TResult>(ref Unsafe.Add(ref a, row * aStride), aStride, aStep, ref b, bStride, depth, ref bias, ref Unsafe.Add(ref c, row * cStride), cStride);
        for (; row < rows; row++)
            NarrowRow<TResult>(ref Unsafe.Add(ref a, row * aStride), aStep, ref b, bStride, depth, ref bias, ref Unsafe.Add(ref c, row * cStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideTile<TBegin, TEnd>(ref float a, nint aStride, nint aStep, ref float b, nint bStride, nint depth, ref float bias, ref float c, nint cStride)
        where TBegin : struct, IProductResult
        where TEnd : struct, IProductResult
    {
        ref float a1 = ref Unsafe.Add(ref a, aStride), a2 = ref Unsafe.Add(ref a, 2 * aStride), a3 = ref Unsafe.Add(ref a, 3 * aStride), a4 = ref Unsafe.Add(ref a, 4 * aStride), a5 = ref Unsafe.Add(ref a, 5 * aStride);
        Lanes c00 = default, c01 = default, c02 = default, c03 = default, c10 = default, c11 = default, c12 = default, c13 = default, c20 = default, c21 = default, c22 = default, c23 = default;
        Lanes c30 = default, c31 = default, c32 = default, c33 = default, c40 = default, c41 = default, c42 = default, c43 = default, c50 = default, c51 = default, c52 = default, c53 = default;
        for (nint k = 0, end = depth * aStep; k < end; k += aStep)
        {
            Lanes b0 = Vector512.LoadUnsafe(ref b), b1 = Vector512.LoadUnsafe(ref b, Lane), b2 = Vector512.LoadUnsafe(ref b, 2 * Lane), b3 = Vector512.LoadUnsafe(ref b, 3 * Lane);
            var x = Vector512.Create(Unsafe.Add(ref a, k));
            (c00, c01, c02, c03) = (Vector512.FusedMultiplyAdd(x, b0, c00), Vector512.FusedMultiplyAdd(x, b1, c01), Vector512.FusedMultiplyAdd(x, b2, c02), Vector512.FusedMultiplyAdd(x, b3, c03));
            x = Vector512.Create(Unsafe.Add(ref a1, k));
            (c10, c11, c12, c13) = (Vector512.FusedMultiplyAdd(x, b0, c10), Vector512.FusedMultiplyAdd(x, b1, c11), Vector512.FusedMultiplyAdd(x, b2, c12), Vector512.FusedMultiplyAdd(x, b3, c13));
            x = Vector512.Create(Unsafe.Add(ref a2, k));
            (c20, c21, c22, c23) = (Vector512.FusedMultiplyAdd(x, b0, c20), Vector512.FusedMultiplyAdd(x, b1, c21), Vector512.FusedMultiplyAdd(x, b2, c22), Vector512.FusedMultiplyAdd(x, b3, c23));
            x = Vector512.Create(Unsafe.Add(ref a3, k));
            (c30, c31, c32, c33) = (Vector512.FusedMultiplyAdd(x, b0, c30), Vector512.FusedMultiplyAdd(x, b1, c31), Vector512.FusedMultiplyAdd(x, b2, c32), Vector512.FusedMultiplyAdd(x, b3, c33));
            x = Vector512.Create(Unsafe.Add(ref a4, k));
            (c40, c41, c42, c43) = (Vector512.FusedMultiplyAdd(x, b0, c40), Vector512.FusedMultiplyAdd(x, b1, c41), Vector512.FusedMultiplyAdd(x, b2, c42), Vector512.FusedMultiplyAdd(x, b3, c43));
            x = Vector512.Create(Unsafe.Add(ref a5, k));
            (c50, c51, c52, c53) = (Vector512.FusedMultiplyAdd(x, b0, c50), Vector512.FusedMultiplyAdd(x, b1, c51), Vector512.FusedMultiplyAdd(x, b2, c52), Vector512.FusedMultiplyAdd(x, b3, c53));
            b = ref Unsafe.Add(ref b, bStride);
        }
        Put<TBegin, TEnd>(c00, c01, c02, c03, ref bias, ref c);
        Put<TBegin, TEnd>(c10, c11, c12, c13, ref bias, ref Unsafe.Add(ref c, cStride));
        Put<TBegin, TEnd>(c20, c21, c22, c23, ref bias, ref Unsafe.Add(ref c, 2 * cStride));
        Put<TBegin, TEnd>(c30, c31, c32, c33, ref bias, ref Unsafe.Add(ref c, 3 * cStride));
        Put<TBegin, TEnd>(c40, c41, c42, c43, ref bias, ref Unsafe.Add(ref c, 4 * cStride));
        Put<TBegin, TEnd>(c50, c51, c52, c53, ref bias, ref Unsafe.Add(ref c, 5 * cStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowTile<TResult>(ref float a, nint aStride, nint aStep, ref float b, nint bStride, nint depth, ref float bias, ref float c, nint cStride)
        where TResult : struct, IProductResult
    {
        ref float a1 = ref Unsafe.Add(ref a, aStride), a2 = ref Unsafe.Add(ref a, 2 * aStride), a3 = ref Unsafe.Add(ref a, 3 * aStride), a4 = ref Unsafe.Add(ref a, 4 * aStride), a5 = ref Unsafe.Add(ref a, 5 * aStride);
        Lanes c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        for (nint k = 0, end = depth * aStep; k < end; k += aStep)
        {
            Lanes b0 = Vector512.LoadUnsafe(ref b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, k)), b0, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a1, k)), b0, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a2, k)), b0, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a3, k)), b0, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a4, k)), b0, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a5, k)), b0, c5);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Put<TResult, TResult>(c0, ref bias, ref c);
        Put<TResult, TResult>(c1, ref bias, ref Unsafe.Add(ref c, cStride));
        Put<TResult, TResult>(c2, ref bias, ref Unsafe.Add(ref c, 2 * cStride));
        Put<TResult, TResult>(c3, ref bias, ref Unsafe.Add(ref c, 3 * cStride));
        Put<TResult, TResult>(c4, ref bias, ref Unsafe.Add(ref c, 4 * cStride));
        Put<TResult, TResult>(c5, ref bias, ref Unsafe.Add(ref c, 5 * cStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideRow<TBegin, TEnd>(ref float a, nint aStep, ref float b, nint bStride, nint depth, ref float bias, ref float c)
        where TBegin : struct, IProductResult
        where TEnd : struct, IProductResult
    {
        Lanes c0 = default, c1 = default, c2 = default, c3 = default;
        for (nint k = 0, end = depth * aStep; k < end; k += aStep)
        {
            var x = Vector512.Create(Unsafe.Add(ref a, k));
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b, Lane), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b, 2 * Lane), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.LoadUnsafe(ref b, 3 * Lane), c3);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Put<TBegin, TEnd>(c0, c1, c2, c3, ref bias, ref c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowRow<TResult>(ref float a, nint aStep, ref float b, nint bStride, nint depth, ref float bias, ref float c)
        where TResult : struct, IProductResult
    {
        Lanes sum = default;
        for (nint k = 0, end = depth * aStep; k < end; k += aStep)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, k)), Vector512.LoadUnsafe(ref b), sum);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Put<TResult, TResult>(sum, ref bias, ref c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TBegin, TEnd>(Lanes sum0, Lanes sum1, Lanes sum2, Lanes sum3, ref float bias, ref float c)
        where TBegin : struct, IProductResult
        where TEnd : struct, IProductResult
    {
        Put<TBegin, TEnd>(sum0, ref bias, ref c);
        Put<TBegin, TEnd>(sum1, ref Unsafe.Add(ref bias, Lane), ref Unsafe.Add(ref c, Lane));
        Put<TBegin, TEnd>(sum2, ref Unsafe.Add(ref bias, 2 * Lane), ref Unsafe.Add(ref c, 2 * Lane));
        Put<TBegin, TEnd>(sum3, ref Unsafe.Add(ref bias, 3 * Lane), ref Unsafe.Add(ref c, 3 * Lane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TBegin, TEnd>(Lanes sum, ref float bias, ref float c)
        where TBegin : struct, IProductResult
        where TEnd : struct, IProductResult => TEnd.End(TBegin.Begin(sum, ref bias, ref c)).StoreUnsafe(ref c);
}
