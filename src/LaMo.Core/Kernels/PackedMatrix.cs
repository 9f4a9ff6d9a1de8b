using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LaMo.Core.Kernels;

/// <summary>
/// A matrix B <c>[depth, columns]</c> laid out for products with it: panels of 64 columns one after the other, so that a tile reads consecutive memory. Its last columns are followed by as
/// many of zeros as fill up a lane.
/// </summary>
internal sealed class PackedMatrix
{
    private readonly float[] _panels;
    private readonly int _depth;
    private readonly int _columns;

    /// <param name="depth">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public PackedMatrix(int depth, int columns)
    {
        (_depth, _columns) = (depth, columns);
        _panels = new float[depth * MatrixProduct.WholeLanes(columns)];
    }

    /// <summary>Takes over the elements of a matrix.</summary>
    /// <param name="values">Its memory.</param>
    /// <param name="rowStride">The distance of its rows.</param>
    /// <param name="columnStride">The distance of its columns; one of the two distances is 1.</param>
    /// <param name="scale">What they are multiplied by.</param>
    public void Load(ReadOnlySpan<float> values, int rowStride, int columnStride, float scale = 1)
    {
        for (int first = 0; first < _columns; first += MatrixProduct.ColumnTile)
        {
            int count = Math.Min(MatrixProduct.ColumnTile, _columns - first), width = MatrixProduct.WholeLanes(count);
            Span<float> panel = _panels.AsSpan(first * _depth, _depth * width);
            ReadOnlySpan<float> source = values[(first * columnStride)..];
            ArgumentOutOfRangeException.ThrowIfGreaterThan((_depth - 1) * rowStride + (count - 1) * columnStride, source.Length - 1);
            if (columnStride == 1)
                for (int row = 0; row < _depth; row++)
                    source.Slice(row * rowStride, count).CopyTo(panel[(row * width)..]);
            else
                Transposition.Apply(ref MemoryMarshal.GetReference(source), columnStride, ref panel[0], width, count, _depth);
            if (scale != 1)
                Pointwise.Scale(panel, scale);
        }
    }

    /// <summary>C += A B.</summary>
    /// <inheritdoc cref="Apply" path="/param"/>
    public void Add(float[] a, int aStart, int aStride, float[] c, int cStart, int cStride, int rows, int threads) => Apply<Added>(a, aStart, aStride, [], c, cStart, cStride, rows, threads);

    /// <summary>C = A B.</summary>
    /// <inheritdoc cref="Apply" path="/param"/>
    public void Set(float[] a, int aStart, int aStride, float[] c, int cStart, int cStride, int rows, int threads) => Apply<Product>(a, aStart, aStride, [], c, cStart, cStride, rows, threads);

    /// <summary>Puts A B, or what the result says, into C.</summary>
    /// <typeparam name="TResult">What becomes of the product.</typeparam>
    /// <param name="a">The memory of A, <c>[rows, depth]</c>.</param>
    /// <param name="aStart">Where A begins in it.</param>
    /// <param name="aStride">The distance of A's rows.</param>
    /// <param name="bias">The bias, <c>[columns]</c>, if the result has one.</param>
    /// <param name="c">The memory of C, <c>[rows, columns]</c> with the columns of zeros.</param>
    /// <param name="cStart">Where C begins in it.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    /// <param name="rows">Best a multiple of <see cref="MatrixProduct.RowTile"/>.</param>
    /// <param name="threads">How many threads may share the work.</param>
    public void Apply<TResult>(float[] a, int aStart, int aStride, float[] bias, float[] c, int cStart, int cStride, int rows, int threads)
        where TResult : struct, IProductResult
    {
        if (threads > 1)
            ApplyInParallel<TResult>(a, aStart, aStride, bias, c, cStart, cStride, rows, threads);
        else
            for (int column = 0; column < _columns; column += MatrixProduct.ColumnTile)
                ApplyPanel<TResult>(a, aStart, aStride, bias, c, cStart, cStride, rows, column);
    }

    private void ApplyInParallel<TResult>(float[] a, int aStart, int aStride, float[] bias, float[] c, int cStart, int cStride, int rows, int threads)
        where TResult : struct, IProductResult
    {
        int panels = (_columns + MatrixProduct.ColumnTile - 1) / MatrixProduct.ColumnTile;
        Parallel.For(0, panels, new ParallelOptions { MaxDegreeOfParallelism = threads },
            panel => ApplyPanel<TResult>(a, aStart, aStride, bias, c, cStart, cStride, rows, panel * MatrixProduct.ColumnTile));
    }

    private void ApplyPanel<TResult>(float[] a, int aStart, int aStride, float[] bias, float[] c, int cStart, int cStride, int rows, int column)
        where TResult : struct, IProductResult
    {
        int width = MatrixProduct.WholeLanes(Math.Min(MatrixProduct.ColumnTile, _columns - column));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(aStart + (rows - 1) * aStride + _depth, a.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cStart + (rows - 1) * cStride + column + width, c.Length);
        if (bias.Length > 0)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(column + width, bias.Length);
        MatrixProduct.Apply<TResult>(ref a[aStart], aStride, 1, ref _panels[column * _depth], width, ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bias), column), ref c[cStart + column], cStride, rows, _depth, width);
    }
}
