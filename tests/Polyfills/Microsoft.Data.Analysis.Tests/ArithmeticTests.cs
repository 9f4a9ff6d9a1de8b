using Microsoft.Data.Analysis;

namespace LaMo.Tests;

/// <summary>Arithmetic through the untyped columns of a frame.</summary>
public class ArithmeticTests
{
    private static readonly DataFrameColumn s_a = Sample.Ints("a", 1, null, 3);
    private static readonly DataFrameColumn s_b = Sample.Ints("b", 10, 20, null);
    private static readonly DataFrameColumn s_d = new DoubleDataFrameColumn("d", new double?[] { 1.5, null, 0 });

    [Fact]
    public void A_null_on_either_side_gives_null_and_the_left_name_stays()
    {
        AssertColumn("a:Int32DataFrameColumn[11, null, null]", s_a + s_b);
        AssertColumn("a:Int32DataFrameColumn[-9, null, null]", s_a - s_b);
        AssertColumn("b:Int32DataFrameColumn[10, null, null]", s_b / s_a);
        AssertColumn("a:Int32DataFrameColumn[1, null, 9]", s_a * s_a);
    }

    [Fact]
    public void A_value_meets_each_row()
    {
        AssertColumn("a:Int32DataFrameColumn[2, null, 4]", s_a + 1);
        AssertColumn("a:Int32DataFrameColumn[2, null, 4]", 1 + s_a);
        AssertColumn("a:Int32DataFrameColumn[9, null, 7]", 10 - s_a);
        AssertColumn("a:Int32DataFrameColumn[0, null, 1]", s_a / 2);
        AssertColumn("a:Int32DataFrameColumn[1, null, 1]", s_a % 2);
        AssertColumn("a:Int32DataFrameColumn[6, null, 2]", 6 / s_a);
        AssertColumn("a:DoubleDataFrameColumn[2.5d, null, 4.5d]", s_a + 1.5);
        AssertColumn("a:DecimalDataFrameColumn[2.5, null, 4.5]", s_a + 1.5m);
        AssertColumn("d:DoubleDataFrameColumn[Infinityd, null, NaNd]", s_d / 0);
        AssertColumn("a:Int32DataFrameColumn[2, null, 6]", s_a << 1);
    }

    [Fact]
    public void Integers_wrap_and_do_not_divide_by_zero()
    {
        AssertColumn("x:Int32DataFrameColumn[-2147483648]", (DataFrameColumn)Sample.Ints("x", int.MaxValue) + 1);
        Assert.Throws<DivideByZeroException>(() => s_a / 0);
        Assert.Throws<DivideByZeroException>(() => s_a / Sample.Ints("z", 0, 1, 1));
    }

    [Fact]
    public void In_place_the_type_must_stay()
    {
        DataFrameColumn column = Sample.Ints("x", 1, 2);
        Assert.Same(column, column.Add(5, inPlace: true));
        AssertColumn("x:Int32DataFrameColumn[6, 7]", column);
        Assert.Equal("Expected value to be of type System.Int32 (Parameter 'value')", Assert.Throws<ArgumentException>(() => column.Add(1.5f, inPlace: true)).Message);
    }

    [Fact]
    public void Operands_must_fit()
    {
        Assert.Equal("Column lengths are mismatched (Parameter 'column')", Assert.Throws<ArgumentException>(() => s_a + Sample.Ints("x", 1)).Message);
        Assert.Throws<NotSupportedException>(() => (DataFrameColumn)new BooleanDataFrameColumn("b", [true, true, true]) + s_a);
        Assert.Throws<NotImplementedException>(() => (DataFrameColumn)new StringDataFrameColumn("s", ["x"]) - 1);
    }

    [Fact]
    public void Text_is_joined()
    {
        StringDataFrameColumn text = new("s", ["x", null]);
        AssertColumn("s:StringDataFrameColumn[\"x1\", \"1\"]", text.Add(1));
        AssertColumn("s:StringDataFrameColumn[\"xy\", \"z\"]", text + new StringDataFrameColumn("t", ["y", "z"]));
        AssertColumn("s:StringDataFrameColumn[\"x!\", \"!\"]", text + "!");
        AssertColumn("s:StringDataFrameColumn[\"!x\", \"!\"]", "!" + text);
    }

    [Fact]
    public void Masks_are_combined()
    {
        BooleanDataFrameColumn p = new("p", new bool?[] { true, null, false }), q = new("q", [true, true, true]);
        AssertColumn("p:BooleanDataFrameColumn[True, null, False]", p & q);
        AssertColumn("p:BooleanDataFrameColumn[True, null, True]", p | q);
        AssertColumn("p:BooleanDataFrameColumn[False, null, True]", p ^ true);
        AssertColumn("p:BooleanDataFrameColumn[True, null, False]", (DataFrameColumn)p & q);
        Assert.False(p.All());
        Assert.True(q.All() && p.Any());
        Assert.Throws<NotSupportedException>(() => Sample.Ints("a", 1).All());
    }

    [Fact]
    public void Comparisons_take_null_for_zero()
    {
        AssertColumn("a:BooleanDataFrameColumn[False, True, True]", s_a.ElementwiseNotEquals(1));
        AssertColumn("a:BooleanDataFrameColumn[True, True, True]", s_a.ElementwiseLessThan(5));
        AssertColumn("a:BooleanDataFrameColumn[False, True, False]", s_a.ElementwiseEquals(0));
        AssertColumn("a:BooleanDataFrameColumn[True, True, True]", s_a.ElementwiseGreaterThanOrEqual(0));
        AssertColumn("a:BooleanDataFrameColumn[True, False, False]", s_a.ElementwiseLessThanOrEqual(s_b).And(s_a.ElementwiseLessThan(s_b)).And(s_a.ElementwiseNotEquals(0)));
        AssertColumn("a:BooleanDataFrameColumn[True, True, False]", ((DataFrameColumn)Sample.Ints("a", 1, null, 3)).ElementwiseEquals(Sample.Ints("b", 1, null, 4)));
        AssertColumn("d:BooleanDataFrameColumn[False, False]", ((DataFrameColumn)new DoubleDataFrameColumn("d", [double.NaN, 1])).ElementwiseEquals(double.NaN));
        AssertColumn("s:PrimitiveDataFrameColumn<Boolean>[False, True]", new StringDataFrameColumn("s", ["x", null]).ElementwiseEquals((string)null));
        AssertColumn("s:PrimitiveDataFrameColumn<Boolean>[False, True]", new StringDataFrameColumn("s", ["x", null]).ElementwiseNotEquals("x"));
        Assert.Throws<NotImplementedException>(() => new StringDataFrameColumn("s", ["x"]).ElementwiseGreaterThan("a"));
        AssertColumn("t:BooleanDataFrameColumn[True, False]", ((DataFrameColumn)new DateTimeDataFrameColumn("t", [DateTime.UnixEpoch, DateTime.MaxValue])).ElementwiseLessThan(DateTime.UnixEpoch.AddDays(1)));
    }

    private static void AssertColumn(string expected, DataFrameColumn column) => Assert.Equal(expected, Notation.Of(column));
}
