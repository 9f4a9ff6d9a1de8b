using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class StatisticsTests
{
    [Fact]
    public void Statistics_of_a_column_skip_nulls()
    {
        Int32DataFrameColumn column = Sample.Ints("a", 1, null, 3);
        Assert.Equal((4, 2.0, 1, 3, 2.0, 3), (column.Sum(), column.Mean(), column.Min(), column.Max(), column.Median(), column.Product()));
        Assert.Equal(3, Sample.Ints("a", 4, 1, null, 3).Median());
        Assert.Equal(5, Sample.Ints("a", null, 5).Min());
        Assert.Equal((-5.0, -7.0), (new DoubleDataFrameColumn("d", new double?[] { -5, null, -7 }).Max(), new DoubleDataFrameColumn("d", new double?[] { -5, null, -7 }).Min()));
    }

    [Fact]
    public void Sums_have_the_columns_type()
    {
        Assert.Equal((byte)44, new ByteDataFrameColumn("b", [200, 100]).Sum());
        Assert.Equal(100000000f, new SingleDataFrameColumn("f", [1e8f, 1, 1, 1, 1]).Sum());
        Assert.True(float.IsNaN((float)new SingleDataFrameColumn("f", [1, float.NaN]).Sum()));
    }

    [Fact]
    public void Nothing_has_no_sum()
    {
        Assert.Null(Sample.Ints("a").Sum());
        Assert.Null(Sample.Ints("a", (int?)null).Max());
        Assert.Equal(0, Sample.Ints("a").Mean());
        Assert.Throws<NullReferenceException>(() => Sample.Ints("a", (int?)null).Mean());
        Assert.Throws<NotImplementedException>(() => new StringDataFrameColumn("s", ["x"]).Sum());
        Assert.Throws<NotSupportedException>(() => new BooleanDataFrameColumn("b", [true]).Sum());
    }

    [Fact]
    public void Dates_have_extremes()
    {
        DateTimeDataFrameColumn column = new("t", new DateTime?[] { DateTime.UnixEpoch, null, DateTime.MaxValue });
        Assert.Equal((DateTime.UnixEpoch, DateTime.MaxValue), (column.Min(), column.Max()));
        Assert.Throws<NotSupportedException>(() => column.Sum());
    }

    [Fact]
    public void By_rows_a_null_is_zero_and_an_overflow_an_error()
    {
        Int32DataFrameColumn column = Sample.Ints("a", -1, null, int.MinValue);
        Assert.Equal((0, -1, 0), (column.Max([0, 1]), column.Sum([0, 1]), column.Product([0])));
        Assert.Throws<OverflowException>(() => column.Sum([0, 2]));
        Assert.Equal(int.MaxValue, column.Sum());
    }

    [Fact]
    public void Values_accumulate()
    {
        Int32DataFrameColumn column = Sample.Ints("a", 1, null, 3, 2);
        Assert.Equal("a:Int32DataFrameColumn[1, null, 4, 6]", Notation.Of(column.CumulativeSum()));
        Assert.Equal("a:Int32DataFrameColumn[1, null, 3, 6]", Notation.Of(column.CumulativeProduct()));
        Assert.Equal("a:Int32DataFrameColumn[1, null, 3, 3]", Notation.Of(column.CumulativeMax()));
        Assert.Equal("a:Int32DataFrameColumn[1, null, 1, 1]", Notation.Of(column.CumulativeMin()));
        Assert.Equal("a:Int32DataFrameColumn[1, null, 3, 5]", Notation.Of(column.CumulativeSum([2, 3])));
    }

    [Fact]
    public void Values_are_made_positive_and_rounded_to_even()
    {
        Assert.Equal("a:Int32DataFrameColumn[1]", Notation.Of(Sample.Ints("a", -1).Abs()));
        Assert.Equal("a:DoubleDataFrameColumn[2d, 2d]", Notation.Of(new DoubleDataFrameColumn("a", [1.5, 2.5]).Round()));
        Assert.Throws<OverflowException>(() => new DoubleDataFrameColumn("a", [double.NaN]).Abs());
    }
}
