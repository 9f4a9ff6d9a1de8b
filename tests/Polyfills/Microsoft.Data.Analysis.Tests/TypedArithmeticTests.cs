using Microsoft.Data.Analysis;

namespace LaMo.Tests;

/// <summary>Arithmetic of columns whose types the compiler knows: the wider type of the two is the result's.</summary>
public class TypedArithmeticTests
{
    private static readonly Int32DataFrameColumn s_int = Sample.Ints("a", 1, null, 3);
    private static readonly Int64DataFrameColumn s_long = new("l", [1L, 2L, 3L]);
    private static readonly SingleDataFrameColumn s_float = new("f", new float?[] { 1.5f, 2.5f, null });
    private static readonly DoubleDataFrameColumn s_double = new("d", new double?[] { 1.5, null, 0 });

    [Fact]
    public void Columns_meet_in_the_wider_type()
    {
        Int32DataFrameColumn ints = s_int + Sample.Ints("b", 10, 20, null);
        Int64DataFrameColumn longs = s_int + s_long;
        SingleDataFrameColumn floats = s_int + s_float;
        DoubleDataFrameColumn doubles = s_float * s_double;
        AssertColumn("a:Int32DataFrameColumn[11, null, null]", ints);
        AssertColumn("a:Int64DataFrameColumn[2L, null, 6L]", longs);
        AssertColumn("a:SingleDataFrameColumn[2.5f, null, null]", floats);
        AssertColumn("f:DoubleDataFrameColumn[2.25d, null, null]", doubles);
        AssertColumn("l:Int64DataFrameColumn[0L, null, 0L]", s_long - s_int);
        AssertColumn("d:DoubleDataFrameColumn[1.5d, null, 0d]", s_double / s_long);
    }

    [Fact]
    public void Values_widen_a_column()
    {
        Int32DataFrameColumn same = s_int + 1;
        SingleDataFrameColumn single = s_int + 1.5f;
        DoubleDataFrameColumn real = s_int + 1.5;
        Int64DataFrameColumn big = 10L - s_int;
        AssertColumn("a:Int32DataFrameColumn[2, null, 4]", same);
        AssertColumn("a:SingleDataFrameColumn[2.5f, null, 4.5f]", single);
        AssertColumn("a:DoubleDataFrameColumn[2.5d, null, 4.5d]", real);
        AssertColumn("a:Int64DataFrameColumn[9L, null, 7L]", big);
        AssertColumn("a:Int32DataFrameColumn[-1, null, -3]", s_int * -1);
        AssertColumn("a:SingleDataFrameColumn[6f, null, 2f]", 6f / s_int);
        AssertColumn("a:Int32DataFrameColumn[4, null, 12]", s_int << 2);
        AssertColumn("f:SingleDataFrameColumn[0.5f, 0.5f, null]", s_float % 1);
        Assert.Throws<DivideByZeroException>(() => s_int / 0);
    }

    [Fact]
    public void In_place_the_column_itself_changes()
    {
        SingleDataFrameColumn column = new("f", [1, 2]);
        Assert.Same(column, column.Add(1, inPlace: true));
        AssertColumn("f:SingleDataFrameColumn[2f, 3f]", column);
        Assert.Equal("column", Assert.Throws<ArgumentException>(() => column.Add(s_int)).ParamName);
    }

    [Fact]
    public void Comparisons_give_masks()
    {
        BooleanDataFrameColumn mask = s_int.ElementwiseGreaterThan(1);
        AssertColumn("a:BooleanDataFrameColumn[False, False, True]", mask);
        AssertColumn("a:BooleanDataFrameColumn[True, True, False]", s_int.ElementwiseLessThanOrEqual(s_double));
        AssertColumn("a:BooleanDataFrameColumn[True, False, False]", mask.ElementwiseNotEquals(s_float.ElementwiseLessThan(2)).And(s_int.ElementwiseEquals(1)));
        AssertColumn("t:BooleanDataFrameColumn[True]", new DateTimeDataFrameColumn("t", [DateTime.UnixEpoch]).ElementwiseLessThan(DateTime.MaxValue));
        Assert.Throws<NotSupportedException>(() => mask.ElementwiseGreaterThan(true));
    }

    private static void AssertColumn(string expected, DataFrameColumn column) => Assert.Equal(expected, Notation.Of(column));
}
