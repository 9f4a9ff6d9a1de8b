using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Parts of a matrix, compared with the same parts of a managed model of it.</summary>
public class IndexingTests
{
    private const int Rows = 5, Columns = 4;

    private static Tensor Grid => arange(Rows * Columns).reshape(Rows, Columns);

    private static long At(int row, int column) => row * Columns + column;

    // A bound of a slice: absent, inside, negative or far outside.
    private static readonly Gen<int?> s_bound = Gen.Choose(-9, 9).Select(i => i == 9 ? (int?)null : i);

    [Fact]
    public void SlicesFollowPythonsRules() => Prop.ForAll(
        (from start in s_bound
         from stop in s_bound
         from step in Gen.Choose(1, 3)
         select (start, stop, step)).ToArbitrary(),
        slice =>
        {
            int start = Clip(slice.start ?? 0), stop = Clip(slice.stop ?? Rows);
            var rows = new List<int>();
            for (int row = start; row < stop; row += slice.step)
                rows.Add(row);
            using var part = Grid[TensorIndex.Slice(slice.start, slice.stop, slice.step), 1];
            return part.data<long>().SequenceEqual(rows.Select(row => At(row, 1)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RangesAndIndicesCountFromEitherEnd()
    {
        Assert.Equal([At(1, 0), At(2, 0)], Grid[1..3, 0].data<long>());
        Assert.Equal([At(3, 2), At(4, 2)], Grid[^2.., 2].data<long>());
        Assert.Equal([At(0, 3), At(1, 3)], Grid[..^3, ^1].data<long>());
        Assert.Equal(At(4, 3), Grid[-1, -1].item<long>());
    }

    [Fact]
    public void WholeAxesAreKeptOrAdded()
    {
        Assert.Equal([Rows, 1L], Grid[TensorIndex.Colon, TensorIndex.Slice(0, 1)].shape);
        Assert.Equal([1L, Rows, Columns], Grid[TensorIndex.None, TensorIndex.Ellipsis].shape);
        Assert.Equal([(long)Rows], Grid[TensorIndex.Ellipsis, 2].shape);
        Assert.Equal([1L, Rows, Columns], Grid[TensorIndex.Bool(true)].shape);
    }

    [Fact]
    public void TensorsPickElements() => Prop.ForAll(
        Gen.Choose(0, Rows - 1).Two().ArrayOf().ToArbitrary(),
        pairs =>
        {
            int[] rows = pairs.Select(pair => pair.Item1).ToArray(), columns = pairs.Select(pair => pair.Item2 % Columns).ToArray();
            using var picked = Grid[tensor(rows).@long(), tensor(columns).@long()];
            return picked.data<long>().SequenceEqual(rows.Zip(columns, At));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void MasksPickElements()
    {
        using var grid = Grid;
        Assert.Equal([16L, 17, 18, 19], grid[grid > 15].data<long>());
        Assert.Equal([16L, 17, 18, 19], grid.masked_select(grid > 15).data<long>());
        Assert.Equal([2L, Columns], grid[tensor(new[] { true, false, false, true, false })].shape);
    }

    [Fact]
    public void SenselessArgumentsAreRefused()
    {
        using var grid = Grid;
        Assert.Equal("The mask tensor must be Boolean.", Assert.Throws<ArgumentException>(() => grid.masked_select(grid)).Message);
        Assert.Equal("step is 0, but it should always be positive.", Assert.Throws<ArgumentException>(() => grid.slice(0, 0, 1, 0)).Message);
        Assert.Equal("Diagonal dimensions cannot be identical 1, 1", Assert.Throws<ArgumentException>(() => grid.diagonal(0, 1, 1)).Message);
        Assert.Equal("Invalid 'dim' argument: -1.", Assert.Throws<ArgumentException>(() => grid.unflatten(-1, 2, 2)).Message);
        Assert.Equal("dot arguments must have the same shape.", Assert.Throws<InvalidOperationException>(() => grid.dot(grid)).Message);
    }

    [Fact]
    public void PartsAreWritten()
    {
        using var grid = Grid;
        grid[1, 2] = tensor(-1L);
        grid[0] = 7L;
        grid[2.., 0] = tensor(new[] { -2L, -3, -4 });
        grid[grid > 18] = 0L;
        Assert.Equal([7L, 7, 7, 7, 4, 5, -1, 7, -2, 9, 10, 11, -3, 13, 14, 15, -4, 17, 18, 0], grid.data<long>());
    }

    [Fact]
    public void RepeatedIndicesAccumulateOnDemand()
    {
        using var counts = zeros(3, dtype: int64);
        counts.index_put_(tensor(1L), [TensorIndex.Tensor(tensor(new[] { 2L, 0, 2 }))], accumulate: true);
        Assert.Equal([1L, 0, 2], counts.data<long>());
        counts.index_put_(5, TensorIndex.Slice(0, 2));
        Assert.Equal([5L, 5, 2], counts.data<long>());
    }

    [Fact]
    public void GatherAndScatterAreInverse()
    {
        using var order = tensor(new long[,] { { 2, 0, 1 }, { 1, 2, 0 } });
        using var values = arange(6).reshape(2, 3);
        using var gathered = values.gather(1, order);
        Assert.Equal([2L, 0, 1, 4, 5, 3], gathered.data<long>());
        Assert.True(values.Equals(zeros_like(values).scatter(1, order, gathered)));
        Assert.Equal([3L, 4, 5, 0, 1, 2], values.index_select(0, tensor(new[] { 1L, 0 })).data<long>());
    }

    [Fact]
    public void ConditionsChoose()
    {
        using var values = tensor(new[] { -1f, 2, -3 });
        Assert.Equal([0f, 2, 0], where(values > 0, values, zeros(3)).data<float>());
        Assert.Equal([9f, 2, 9], values.masked_fill(values < 0, 9).data<float>());
        Assert.Equal([0L, 2], where(values < 0)[0].data<long>());
        Assert.Equal([0L, 2], (values < 0).nonzero().flatten().data<long>());
        Assert.Throws<ArgumentException>(() => where(values, values, values));
    }

    private static int Clip(int bound) => Math.Clamp(bound < 0 ? bound + Rows : bound, 0, Rows);
}
