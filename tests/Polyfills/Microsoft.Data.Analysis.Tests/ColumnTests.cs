using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class ColumnTests
{
    [Fact]
    public void New_rows_are_null()
    {
        Assert.Equal("a:Int32DataFrameColumn[null, null, null]", Notation.Of(new Int32DataFrameColumn("a", 3)));
        Assert.Equal("a:StringDataFrameColumn[null, null]", Notation.Of(new StringDataFrameColumn("a", 2)));
        Assert.Equal(0, new Int32DataFrameColumn("a").Length);
        Assert.Equal("a:PrimitiveDataFrameColumn<Int32>[1, 2]", Notation.Of(new PrimitiveDataFrameColumn<int>("a", [1, 2])));
        Assert.Equal("a:PrimitiveDataFrameColumn<Int32>[1, 2]", Notation.Of(DataFrameColumn.Create<int>("a", [1, 2])));
        Assert.Equal("a:StringDataFrameColumn[\"x\"]", Notation.Of(DataFrameColumn.Create("a", ["x"])));
    }

    [Fact]
    public void Values_are_set_and_appended()
    {
        Int32DataFrameColumn column = new("a", [1]);
        column[0] = null;
        Assert.Equal(1, column.NullCount);
        column[0] = 1;
        column.Append(2);
        column.Append(null);
        column.AppendMany(7, 2);
        Assert.Equal("a:Int32DataFrameColumn[1, 2, null, 7, 7]", Notation.Of(column));
        Assert.Equal(1, column.NullCount);
        Assert.Equal([2, null], column[1, 2]);
        Assert.Equal([1, 2, null, 7, 7], column.GetReadOnlyDataBuffers().Single().ToArray().Select((value, i) => column.IsValid(i) ? value : (int?)null));
    }

    [Fact]
    public void NaN_is_no_null() => Assert.Equal(0, new DoubleDataFrameColumn("a", [double.NaN]).NullCount);

    [Fact]
    public void Wrong_values_and_rows_are_refused()
    {
        DataFrameColumn column = Sample.Ints("a", 1);
        Assert.Equal("Expected value to be of type System.Int32 (Parameter 'value')", Assert.Throws<ArgumentException>(() => column[0] = 1.5).Message);
        Assert.Equal("Expected value to be of type System.Int32 (Parameter 'value')", Assert.Throws<ArgumentException>(() => column[0] = "x").Message);
        Assert.Equal("rowIndex (Parameter 'Index cannot be greater than the Column's Length')", Assert.Throws<ArgumentOutOfRangeException>(() => column[5]).Message);
        Assert.Equal("rowIndex (Parameter 'Index cannot be greater than the Column's Length')", Assert.Throws<ArgumentOutOfRangeException>(() => new StringDataFrameColumn("s", ["x"])[5]).Message);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Ints("a", 1, null)[5]).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => new Int32DataFrameColumn("a", (IEnumerable<int>)null)).ParamName);
    }

    [Fact]
    public void Nulls_are_filled_and_dropped()
    {
        Assert.Equal("i:Int32DataFrameColumn[1, 0, 3]", Notation.Of(Sample.Ints("i", 1, null, 3).FillNulls(0)));
        Assert.Equal("i:Int32DataFrameColumn[1, 3]", Notation.Of(Sample.Ints("i", 1, null, 3).DropNulls()));
        StringDataFrameColumn text = new("s", ["x", null]);
        Assert.Equal("s:StringDataFrameColumn[\"x\", \"none\"]", Notation.Of(text.FillNulls("none")));
        Assert.Equal(1, text.NullCount);
        Assert.Equal("s:StringDataFrameColumn[\"x\"]", Notation.Of(text.DropNulls()));
        Assert.Throws<ArgumentNullException>(() => text.FillNulls((string)null));
    }

    [Fact]
    public void Rows_can_be_tested_for_null()
    {
        Assert.Equal("i:BooleanDataFrameColumn[False, True]", Notation.Of(Sample.Ints("i", 1, null).ElementwiseIsNull()));
        Assert.Equal("s:PrimitiveDataFrameColumn<Boolean>[False, True]", Notation.Of(new StringDataFrameColumn("s", [null, "x"]).ElementwiseIsNotNull()));
    }

    [Fact]
    public void Functions_leave_nulls_alone()
    {
        Int32DataFrameColumn column = Sample.Ints("a", 1, null, 3);
        Assert.Equal("a:Int32DataFrameColumn[2, null, 4]", Notation.Of(column.Apply(x => x + 1)));
        Assert.Equal("a:Int32DataFrameColumn[1, null, 2]", Notation.Of(column.Clamp(0, 2)));
        Assert.Equal("a:PrimitiveDataFrameColumn<Int32>[3]", Notation.Of(column.Filter(2, 5)));
        Assert.Equal("s:StringDataFrameColumn[\"X\", null]", Notation.Of(new StringDataFrameColumn("s", ["x", null]).Apply(text => text.ToUpperInvariant())));
        Assert.Throws<NotSupportedException>(() => new StringDataFrameColumn("s", ["x"]).Clamp(0, 1));
    }

    [Fact]
    public void Copies_take_rows_by_index()
    {
        Int32DataFrameColumn column = Sample.Ints("a", 10, null, 30);
        Int64DataFrameColumn indices = new("i", new long?[] { 2, null, 0, 1 });
        Assert.Equal("a:Int32DataFrameColumn[30, null, 10, null]", Notation.Of(column.Clone(indices)));
        Assert.Equal("a:Int32DataFrameColumn[null, 10, null, 30]", Notation.Of(column.Clone(indices, invertMapIndices: true)));
        Assert.Equal("a:Int32DataFrameColumn[10, null, 30, null]", Notation.Of(column.Clone(numberOfNullsToAppend: 1)));
        Assert.Equal("a:Int32DataFrameColumn[30, 10]", Notation.Of(column.Clone((IEnumerable<int>)[2, 0])));
        Assert.Equal(
            "Expected value to be of type System.Int64, System.Int32 or System.Boolean (Parameter 'mapIndices')",
            Assert.Throws<ArgumentException>(() => column.Clone((DataFrameColumn)new StringDataFrameColumn("s", ["x"]))).Message);
    }

    [Fact]
    public void Values_are_counted()
        => Assert.Equal("{Values:StringDataFrameColumn[\"x\", \"y\"]; Counts:PrimitiveDataFrameColumn<Int64>[2L, 1L]}", Notation.Of(new StringDataFrameColumn("s", ["x", "y", "x", null]).ValueCounts()));

    [Fact]
    public void A_column_shows_its_values_name_and_type()
        => Assert.Equal("a1\nnull\n3\nName: a, Type: System.Int32", Sample.Ints("a", 1, null, 3).ToString().ReplaceLineEndings("\n"));

    [Fact]
    public void Only_numbers_are_numeric()
    {
        Assert.True(Sample.Ints("i").IsNumericColumn());
        Assert.False(new StringDataFrameColumn("s").IsNumericColumn());
        Assert.False(new BooleanDataFrameColumn("b").IsNumericColumn());
        Assert.False(new CharDataFrameColumn("c").IsNumericColumn());
    }
}
