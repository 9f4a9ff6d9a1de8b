using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>What every cursor keeps to: laziness, positions, active columns, disposal.</summary>
public sealed class CursorTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public CursorTests() => _data = SampleRow.Load(_ml);

    [Fact]
    public void ACursorStandsBeforeAndBehindItsRowsAtMinusOne()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([_data.Schema["A"]]);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        ValueGetter<float> getA = cursor.GetGetter<float>(_data.Schema["A"]);
        DataViewRowId id = default;
        float a = 0;

        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext() && cursor.MoveNext());
        getId(ref id);
        getA(ref a);
        Assert.Equal((1L, 0L, 1f, new DataViewRowId(1, 0)), (cursor.Position, cursor.Batch, a, id));
        while (cursor.MoveNext())
        {
        }
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void ColumnsMustBeAskedFor()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([_data.Schema["A"]]);

        Assert.True(cursor.IsColumnActive(_data.Schema["A"]));
        Assert.False(cursor.IsColumnActive(_data.Schema["B"]));
        Errors.Throws<ArgumentOutOfRangeException>("requested column not active (Parameter 'column')", () => cursor.GetGetter<int>(_data.Schema["B"]));
        Errors.Throws<InvalidOperationException>(
            "Invalid TValue in GetGetter for column #A: Single: 'System.Int32', expected type: 'System.Single'.",
            () => cursor.GetGetter<int>(_data.Schema["A"]));
        Assert.Throws<ArgumentNullException>("columnsNeeded", () => _data.GetRowCursor(null));
        Assert.Single(_data.GetRowCursorSet(_data.Schema, 1));
    }

    [Fact]
    public void ValuesAreReadAtARow()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);
        ValueGetter<float> getter = cursor.GetGetter<float>(_data.Schema["A"]);
        float value = 0;

        Assert.Throws<NullReferenceException>(() => getter(ref value));
    }

    [Fact]
    public void TwoCursorsDoNotDisturbEachOther()
    {
        foreach (IDataView view in Views())
        {
            DataViewSchema.Column column = view.Schema["A"];
            float[] all = view.Read<float>("A");
            using DataViewRowCursor first = view.GetRowCursor([column]);
            using DataViewRowCursor second = view.GetRowCursor(view.Schema);
            ValueGetter<float> getFirst = first.GetGetter<float>(column);
            ValueGetter<float> getSecond = second.GetGetter<float>(column);
            float one = 0;
            float two = 0;
            second.MoveNext();
            foreach (float expected in all)
            {
                Assert.True(first.MoveNext());
                getFirst(ref one);
                Assert.Equal(expected, one);
                if (!second.MoveNext())
                    break;
                getSecond(ref two);
                Assert.Equal(all[first.Position + 1], two);
            }
        }
    }

    [Fact]
    public void ADisposedCursorHasNoMoreRows()
    {
        foreach (IDataView view in Views())
        {
            DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
            Assert.True(cursor.MoveNext());
            cursor.Dispose();
            cursor.Dispose();

            Assert.False(cursor.MoveNext());
            Assert.Equal(-1, cursor.Position);
        }
    }

    [Fact]
    public void AViewReadsItsSourceAnewAndNoFurtherThanAsked()
    {
        int read = 0;
        IDataView data = _ml.Data.LoadFromEnumerable(Numbers(long.MaxValue, _ => read++));
        IDataView slice = _ml.Data.TakeRows(_ml.Data.SkipRows(_ml.Data.FilterRowsByColumn(data, "X", 5), 3), 2);

        Assert.Equal(0, read);
        Assert.Equal([8f, 9f], slice.Read<float>("X"));
        Assert.Equal(10, read);
        Assert.Equal([8f, 9f], slice.Read<float>("X"));
        Assert.Equal(20, read);
    }

    [Fact]
    public void ManyRowsPassInConstantMemory()
    {
        const int count = 10_000_000;
        IDataView data = _ml.Data.SkipRows(_ml.Data.FilterRowsByColumn(_ml.Data.LoadFromEnumerable(Numbers(count)), "X", 0), 1);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        ValueGetter<float> getX = cursor.GetGetter<float>(data.Schema["X"]);
        ValueGetter<VBuffer<float>> getV = cursor.GetGetter<VBuffer<float>>(data.Schema["V"]);
        float x = 0;
        VBuffer<float> v = default;
        long rows = 0;
        long startMemory = GC.GetTotalMemory(forceFullCollection: true);
        long mostMemory = 0;
        while (cursor.MoveNext())
        {
            getX(ref x);
            getV(ref v);
            if (++rows % 1_000_000 == 0)
                mostMemory = Math.Max(mostMemory, GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.Equal(count - 1, rows);
        // Ten million rows of any kind take far more.
        Assert.True(mostMemory - startMemory < 16 << 20, $"{mostMemory - startMemory} bytes more are in use.");
    }

    private static IEnumerable<Number> Numbers(long count, Action<long>? onRead = null)
    {
        var row = new Number();
        for (long i = 0; i < count; i++)
        {
            onRead?.Invoke(i);
            row.X = i;
            row.V[0] = i;
            yield return row;
        }
    }

    private IEnumerable<IDataView> Views() =>
    [
        _data,
        _ml.Data.TakeRows(_data, 5),
        _ml.Data.SkipRows(_data, 5),
        _ml.Data.FilterRowsByColumn(_data, "A", 2, 8),
        _ml.Data.FilterRowsByMissingValues(_data, "N"),
        _ml.Data.ShuffleRows(_data, seed: 1, shufflePoolSize: 4),
        _ml.Data.Cache(_data),
        _ml.Data.TrainTestSplit(_data, 0.3).TrainSet,
    ];

    private sealed class Number
    {
        public float X { get; set; }

        [VectorType(2)]
        public float[] V { get; } = new float[2];
    }
}
