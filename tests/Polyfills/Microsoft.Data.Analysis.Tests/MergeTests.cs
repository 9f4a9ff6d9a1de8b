using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class MergeTests
{
    private static DataFrame Left() => new(Sample.Ints("k", 1, 2, null, 3, 2), new StringDataFrameColumn("x", ["a1", "a2", "an", "a3", "a2b"]));

    private static DataFrame Right() => new(Sample.Ints("k", 2, 3, 3, null, 9), new StringDataFrameColumn("y", ["b2", "b3", "b3b", "bn", "b9"]));

    [Theory]
    [InlineData(JoinAlgorithm.Left, "{k_left:Int32DataFrameColumn[1, 2, null, 3, 3, 2]; x:StringDataFrameColumn[\"a1\", \"a2\", \"an\", \"a3\", \"a3\", \"a2b\"]; k_right:Int32DataFrameColumn[null, 2, null, 3, 3, 2]; y:StringDataFrameColumn[null, \"b2\", \"bn\", \"b3\", \"b3b\", \"b2\"]}")]
    [InlineData(JoinAlgorithm.Right, "{k_left:Int32DataFrameColumn[2, 2, 3, 3, null, null]; x:StringDataFrameColumn[\"a2\", \"a2b\", \"a3\", \"a3\", \"an\", null]; k_right:Int32DataFrameColumn[2, 2, 3, 3, null, 9]; y:StringDataFrameColumn[\"b2\", \"b2\", \"b3\", \"b3b\", \"bn\", \"b9\"]}")]
    [InlineData(JoinAlgorithm.FullOuter, "{k_left:Int32DataFrameColumn[1, 2, null, 3, 3, 2, null]; x:StringDataFrameColumn[\"a1\", \"a2\", \"an\", \"a3\", \"a3\", \"a2b\", null]; k_right:Int32DataFrameColumn[null, 2, null, 3, 3, 2, 9]; y:StringDataFrameColumn[null, \"b2\", \"bn\", \"b3\", \"b3b\", \"b2\", \"b9\"]}")]
    [InlineData(JoinAlgorithm.Inner, "{k_left:Int32DataFrameColumn[2, 2, 3, 3, null]; x:StringDataFrameColumn[\"a2\", \"a2b\", \"a3\", \"a3\", \"an\"]; k_right:Int32DataFrameColumn[2, 2, 3, 3, null]; y:StringDataFrameColumn[\"b2\", \"b2\", \"b3\", \"b3b\", \"bn\"]}")]
    public void Rows_are_matched_by_key(JoinAlgorithm algorithm, string expected)
    {
        Assert.Equal(expected, Notation.Of(Left().Merge<int>(Right(), "k", "k", joinAlgorithm: algorithm)));
        Assert.Equal(expected, Notation.Of(Left().Merge(Right(), ["k"], ["k"], joinAlgorithm: algorithm)));
    }

    [Fact]
    public void Keys_may_span_columns()
    {
        DataFrame left = new(Sample.Ints("a", 1, 1, 2), Sample.Ints("b", 1, 2, 1)), right = new(Sample.Ints("c", 1, 2, 1), Sample.Ints("d", 2, 1, 2));
        Assert.Equal("{a:Int32DataFrameColumn[1, 1, 1, 2]; b:Int32DataFrameColumn[1, 2, 2, 1]; c:Int32DataFrameColumn[null, 1, 1, 2]; d:Int32DataFrameColumn[null, 2, 2, 1]}", Notation.Of(left.Merge(right, ["a", "b"], ["c", "d"])));
    }

    [Fact]
    public void Keys_must_exist_and_have_one_type()
    {
        Assert.Equal("Column 'zz' does not exist (Parameter 'columnName')", Assert.Throws<ArgumentException>(() => Left().Merge<int>(Right(), "zz", "k")).Message);
        Assert.Equal("Expected column to hold values of type System.Int32 (Parameter 'other')", Assert.Throws<ArgumentException>(() => Left().Merge<int>(new DataFrame(new Int64DataFrameColumn("k", [2L])), "k", "k")).Message);
        Assert.Equal(["k_l", "x", "k_r", "y"], Left().Merge<int>(Right(), "k", "k", "_l", "_r").Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData(JoinAlgorithm.Left, "1,2,null,3,2", "2,3,null,null,null")]
    [InlineData(JoinAlgorithm.Right, "1,2", "2,3")]
    [InlineData(JoinAlgorithm.FullOuter, "1,2,null,3,2", "2,3,null,null,null")]
    [InlineData(JoinAlgorithm.Inner, "1,2", "2,3")]
    public void Frames_are_joined_by_row_number(JoinAlgorithm algorithm, string left, string right)
    {
        DataFrame joined = Left().Join(Right().Head(2), joinAlgorithm: algorithm);
        Assert.Equal(left, string.Join(",", joined["k_left"].Cast<object>().Select(Notation.Value)));
        Assert.Equal(right, string.Join(",", joined["k_right"].Cast<object>().Select(Notation.Value)));
        Assert.Equal(["k_left", "x", "k_right", "y"], joined.Columns.Select(column => column.Name));
    }
}
