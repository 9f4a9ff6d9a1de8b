using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class SortTests
{
    [Theory]
    [InlineData(true, true, "1,1,2,3,null,null", "a1,a2,b,c,n1,n2")]
    [InlineData(false, true, "3,2,1,1,null,null", "c,b,a2,a1,n1,n2")]
    [InlineData(true, false, "null,null,1,1,2,3", "n1,n2,a1,a2,b,c")]
    [InlineData(false, false, "null,null,3,2,1,1", "n1,n2,c,b,a2,a1")]
    public void Nulls_go_to_one_end(bool ascending, bool nullsLast, string keys, string texts)
    {
        DataFrame sorted = Sample.ToSort().OrderBy("k", ascending, nullsLast);
        Assert.Equal(keys, string.Join(",", sorted["k"].Cast<object>().Select(Notation.Value)));
        Assert.Equal(texts, string.Join(",", sorted["s"].Cast<string>()));
    }

    [Fact]
    public void Descending_order_has_a_method_of_its_own()
    {
        Assert.Equal(Notation.Of(Sample.ToSort().OrderBy("k", ascending: false)), Notation.Of(Sample.ToSort().OrderByDescending("k")));
        Assert.Equal("columnName", Assert.Throws<ArgumentException>(() => Sample.ToSort().OrderBy("zz")).ParamName);
    }

    [Fact]
    public void NaN_is_below_every_number()
    {
        Assert.Equal("d:DoubleDataFrameColumn[NaNd, 1d, 2d, 3d, 4d, 5d]", Notation.Of(Sample.ToSort().OrderBy("d")["d"]));
        Assert.Equal("d:DoubleDataFrameColumn[5d, 4d, 3d, 2d, 1d, NaNd]", Notation.Of(Sample.ToSort().OrderByDescending("d")["d"]));
    }

    [Fact]
    public void Columns_sort_by_themselves()
    {
        Assert.Equal("k:Int32DataFrameColumn[1, 1, 2, 3, null, null]", Notation.Of(Sample.ToSort().Columns.GetInt32Column("k").Sort()));
        Assert.Equal("b:BooleanDataFrameColumn[False, True, True]", Notation.Of(new BooleanDataFrameColumn("b", [true, false, true]).Sort()));
        Assert.Equal("s:StringDataFrameColumn[\"c\", \"b\", \"a\", null]", Notation.Of(new StringDataFrameColumn("s", ["b", null, "c", "a"]).Sort(ascending: false)));
    }

    [Fact]
    public void Many_values_are_sorted_with_all_their_rows()
    {
        Random random = new(1);
        int[] keys = Enumerable.Range(0, 2000).Select(_ => random.Next(300)).ToArray();
        DataFrame sorted = new DataFrame(new Int32DataFrameColumn("k", keys), new Int32DataFrameColumn("row", Enumerable.Range(0, 2000))).OrderBy("k");
        Assert.Equal(keys.Order(), sorted.Columns.GetInt32Column("k").Select(key => key.Value));
        Assert.All(sorted.Rows, row => Assert.Equal(keys[(int)row["row"]], row["k"]));
    }
}
