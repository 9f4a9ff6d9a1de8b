using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Tests;

/// <summary>Frames as data views and back.</summary>
public class DataViewTests
{
    [Fact]
    public void The_schema_has_ML_NETs_types()
    {
        IDataView view = Sample.AllKinds();
        Assert.Equal("i: Int32 | f: Single | d: Double | s: String | b: Boolean | t: DateTime", string.Join(" | ", view.Schema.Select(column => $"{column.Name}: {column.Type}")));
        IDataView others = new DataFrame(new DecimalDataFrameColumn("m"), new CharDataFrameColumn("c"), new ByteDataFrameColumn("y"), new VBufferDataFrameColumn<float>("v"));
        Assert.Equal("m: Double | c: UInt16 | y: Byte | v: Vector<Single>", string.Join(" | ", others.Schema.Select(column => $"{column.Name}: {column.Type}")));
        Assert.False(view.CanShuffle);
        Assert.Equal(3, view.GetRowCount());
    }

    [Fact]
    public void The_schema_follows_the_columns()
    {
        DataFrame frame = Sample.AllKinds();
        Assert.Equal(6, ((IDataView)frame).Schema.Count);
        frame.Columns.Add(Sample.Ints("x", 1, 2, 3));
        frame["i"].SetName("j");
        Assert.Equal("j,f,d,s,b,t,x", string.Join(",", ((IDataView)frame).Schema.Select(column => column.Name)));
    }

    [Fact]
    public void Null_becomes_NaN_zero_or_nothing()
    {
        IDataView view = Sample.AllKinds();
        Assert.Equal([1, 0, 3], Read<int>(view, "i"));
        Assert.Equal([0.1f, float.NaN, 1e10f], Read<float>(view, "f"));
        Assert.Equal([0.1, double.NaN, double.NaN], Read<double>(view, "d"));
        Assert.Equal(["x,y", "", "q\"z"], Read<ReadOnlyMemory<char>>(view, "s").Select(text => text.ToString()));
        Assert.Equal([true, false, false], Read<bool>(view, "b"));
        Assert.Equal(DateTime.MinValue, Read<DateTime>(view, "t")[1]);
    }

    [Fact]
    public void A_cursor_counts_on_at_the_end()
    {
        IDataView view = Sample.AllKinds();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["i"]]);
        Assert.Equal(-1, cursor.Position);
        ValueGetter<DataViewRowId> idGetter = cursor.GetIdGetter();
        DataViewRowId id = default;
        Assert.True(cursor.MoveNext() && cursor.MoveNext());
        idGetter(ref id);
        Assert.Equal((1, new DataViewRowId(1, 0), 0), (cursor.Position, id, cursor.Batch));
        Assert.True(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(3, cursor.Position);
        Assert.Single(view.GetRowCursorSet([view.Schema["i"]], 4));
    }

    [Fact]
    public void Getters_are_for_active_columns_and_their_type()
    {
        IDataView view = Sample.AllKinds();
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["i"]]);
        Assert.Throws<InvalidCastException>(() => cursor.GetGetter<double>(view.Schema["i"]));
        Assert.Equal("column", Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(view.Schema["f"])).ParamName);
        ValueGetter<int> getter = cursor.GetGetter<int>(view.Schema["i"]);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => { int value = 0; getter(ref value); }).ParamName);
    }

    [Fact]
    public void A_view_becomes_a_frame_of_at_most_100_rows()
    {
        IDataView view = new DataFrame(new Int32DataFrameColumn("i", Enumerable.Range(0, 250)));
        Assert.Equal(100, view.ToDataFrame().Rows.Count);
        Assert.Equal(100, view.ToDataFrame("i").Rows.Count);
        Assert.Equal(7, view.ToDataFrame(7).Rows.Count);
        Assert.Equal(250, view.ToDataFrame(-1).Rows.Count);
        Assert.Equal(0, view.ToDataFrame(0).Rows.Count);
        Assert.Equal(0, view.ToDataFrame(-5).Rows.Count);
    }

    [Fact]
    public void There_and_back_nulls_are_gone()
    {
        IDataView view = Sample.AllKinds();
        Assert.Equal(
            "{i:Int32DataFrameColumn[1, 0, 3]; f:SingleDataFrameColumn[0.1f, NaNf, 1E+10f]; d:DoubleDataFrameColumn[0.1d, NaNd, NaNd]; s:StringDataFrameColumn[\"x,y\", \"\", \"q\"z\"]; b:BooleanDataFrameColumn[True, False, False]; t:DateTimeDataFrameColumn[2020-01-02T03:04:05, 0001-01-01T00:00:00, 2021-01-01T00:00:00]}",
            Notation.Of(view.ToDataFrame()));
        Assert.Equal("{f:SingleDataFrameColumn[0.1f, NaNf]}", Notation.Of(view.ToDataFrame(2, "f", "zz")));
        Assert.Empty(view.ToDataFrame("zz").Columns);
    }

    [Fact]
    public void Vectors_go_both_ways()
    {
        VBuffer<float> vector = new(2, [1, 2.5f]);
        DataFrame frame = new(new VBufferDataFrameColumn<float>("v", [vector]));
        Assert.Equal("{v:VBufferDataFrameColumn<Single>[VBuffer(length 2: 1f, 2.5f)]}", Notation.Of(((IDataView)frame).ToDataFrame()));
        Assert.Throws<NotSupportedException>(() => frame[0, 0] = null);
        Assert.Throws<NotImplementedException>(() => frame.OrderBy("v"));
    }

    private static List<T> Read<T>(IDataView view, string name)
    {
        List<T> values = [];
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[name]]);
        ValueGetter<T> getter = cursor.GetGetter<T>(view.Schema[name]);
        while (cursor.MoveNext())
        {
            T value = default;
            getter(ref value);
            values.Add(value);
        }
        return values;
    }
}
