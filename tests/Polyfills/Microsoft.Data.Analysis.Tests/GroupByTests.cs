using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class GroupByTests
{
    private static GroupBy Groups() => Sample.ToGroup().GroupBy("k");

    [Fact]
    public void Groups_stand_in_the_order_of_their_first_rows_without_null_keys()
    {
        Assert.Equal(
            "{k:StringDataFrameColumn[\"b\", \"a\"]; i:PrimitiveDataFrameColumn<Int64>[1L, 2L]; f:PrimitiveDataFrameColumn<Int64>[2L, 1L]; s:PrimitiveDataFrameColumn<Int64>[1L, 2L]; b:PrimitiveDataFrameColumn<Int64>[2L, 1L]}",
            Notation.Of(Groups().Count()));
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:PrimitiveDataFrameColumn<Int64>[1L, 2L]}", Notation.Of(Groups().Count("i")));
        Assert.IsType<GroupBy<string>>(Groups());
    }

    [Fact]
    public void Nulls_count_as_zero()
    {
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:PrimitiveDataFrameColumn<Double>[0.5d, 3.5d]; f:PrimitiveDataFrameColumn<Double>[2d, 1d]}", Notation.Of(Groups().Mean("i", "f")));
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:Int32DataFrameColumn[1, 7]; f:SingleDataFrameColumn[4f, 2f]}", Notation.Of(Groups().Sum("i", "f")));
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:Int32DataFrameColumn[1, 5]}", Notation.Of(Groups().Max("i")));
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; f:SingleDataFrameColumn[1f, 0f]}", Notation.Of(Groups().Min("f")));
        Assert.Equal("{k:StringDataFrameColumn[\"a\"]; i:Int32DataFrameColumn[0]}", Notation.Of(new DataFrame(new StringDataFrameColumn("k", ["a", "a"]), Sample.Ints("i", -5, null)).GroupBy("k").Max()));
    }

    [Fact]
    public void A_product_is_zero() => Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:Int32DataFrameColumn[0, 0]}", Notation.Of(Groups().Product("i")));

    [Fact]
    public void Rows_are_taken_from_each_group()
    {
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:Int32DataFrameColumn[1, 2]; f:SingleDataFrameColumn[1f, 2f]; s:StringDataFrameColumn[\"p\", \"q\"]; b:BooleanDataFrameColumn[True, False]}", Notation.Of(Groups().First()));
        Assert.Equal(Notation.Of(Groups().First()), Notation.Of(Groups().Head(1)));
        Assert.Equal("{k:StringDataFrameColumn[\"b\", \"a\"]; i:Int32DataFrameColumn[null, 5]; f:SingleDataFrameColumn[3f, null]; s:StringDataFrameColumn[null, \"t\"]; b:BooleanDataFrameColumn[True, null]}", Notation.Of(Groups().Tail(1)));
        Assert.Equal("k:StringDataFrameColumn[\"b\", \"b\", \"a\", \"a\"]", Notation.Of(Groups().Head(5)["k"]));
    }

    [Fact]
    public void Texts_and_truth_values_have_no_sums()
    {
        Assert.Throws<NotImplementedException>(() => Groups().Mean());
        Assert.Throws<NotImplementedException>(() => Groups().Sum("s"));
        Assert.Throws<NotSupportedException>(() => Groups().Mean("b"));
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => Groups().Mean("zz")).ParamName);
    }

    [Fact]
    public void Dates_have_no_extremes_by_group()
        => Assert.Equal("{k:Int32DataFrameColumn[1]; t:DateTimeDataFrameColumn[null]}", Notation.Of(new DataFrame(Sample.Ints("k", 1), new DateTimeDataFrameColumn("t", [DateTime.UnixEpoch])).GroupBy("k").Max()));

    [Fact]
    public void Keys_may_be_of_any_type()
    {
        DataFrame frame = new(new SingleDataFrameColumn("k", [float.NaN, 1, float.NaN]), Sample.Ints("i", 1, 2, 3));
        Assert.Equal("{k:SingleDataFrameColumn[NaNf, 1f]; i:Int32DataFrameColumn[4, 2]}", Notation.Of(frame.GroupBy("k").Sum()));
        Assert.Equal("b:2 a:2", string.Join(" ", Sample.ToGroup().GroupBy<string>("k").Groupings.Select(group => $"{group.Key}:{group.Count()}")));
        Assert.Equal("Cannot cast elements of column 'k' type of System.String to type System.Int32 used as TKey in grouping ", Assert.Throws<InvalidCastException>(() => Sample.ToGroup().GroupBy<int>("k")).Message);
        Assert.Equal("Column 'zz' does not exist (Parameter 'columnName')", Assert.Throws<ArgumentException>(() => Sample.ToGroup().GroupBy("zz")).Message);
    }
}
