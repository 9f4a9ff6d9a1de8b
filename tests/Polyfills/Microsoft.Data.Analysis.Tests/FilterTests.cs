using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class FilterTests
{
    private static DataFrame Frame() => new(Sample.Ints("i", 1, null, 3), new StringDataFrameColumn("s", ["x", null, "z"]));

    [Fact]
    public void A_mask_keeps_the_rows_that_are_true()
    {
        Assert.Equal("{i:Int32DataFrameColumn[1, 3]; s:StringDataFrameColumn[\"x\", \"z\"]}", Notation.Of(Frame().Filter(new BooleanDataFrameColumn("m", new bool?[] { true, null, true }))));
        Assert.Equal("{i:Int32DataFrameColumn[1]; s:StringDataFrameColumn[\"x\"]}", Notation.Of(Frame().Filter(new BooleanDataFrameColumn("m", [true]))));
        Assert.Equal("{i:Int32DataFrameColumn[null]; s:StringDataFrameColumn[null]}", Notation.Of(Frame()[new[] { false, true, false }]));
        Assert.Equal("MapIndices exceeds column length (Parameter 'boolColumn')", Assert.Throws<ArgumentException>(() => Frame().Filter(new BooleanDataFrameColumn("m", 4))).Message);
        Assert.Equal(Notation.Of(Frame()), Notation.Of(Frame().Filter((PrimitiveDataFrameColumn<bool>)null)));
    }

    [Fact]
    public void Indices_pick_rows()
    {
        Assert.Equal("{i:Int32DataFrameColumn[3, 1, 1]; s:StringDataFrameColumn[\"z\", \"x\", \"x\"]}", Notation.Of(Frame().Filter(Sample.Ints("x", 2, 0, 0))));
        Assert.Equal("{i:Int32DataFrameColumn[null, 1]; s:StringDataFrameColumn[null, \"x\"]}", Notation.Of(Frame().Filter(Sample.Ints("x", null, 0))));
        Assert.Equal("{i:Int32DataFrameColumn[null, 3]; s:StringDataFrameColumn[null, \"z\"]}", Notation.Of(Frame()[new long[] { 1, 2 }]));
        Assert.Throws<IndexOutOfRangeException>(() => Frame().Filter(Sample.Ints("x", 9)));
    }

    [Fact]
    public void A_comparison_makes_a_mask()
    {
        Assert.Equal("{i:Int32DataFrameColumn[3]; s:StringDataFrameColumn[\"z\"]}", Notation.Of(Frame().Filter(Frame()["i"].ElementwiseGreaterThan(1))));
        Assert.Equal("{i:Int32DataFrameColumn[1, null]; s:StringDataFrameColumn[\"x\", null]}", Notation.Of(Frame().Filter(Frame()["i"].ElementwiseLessThan(2))));
        Assert.Equal("{i:Int32DataFrameColumn[1]; s:StringDataFrameColumn[\"x\"]}", Notation.Of(Frame().Filter(Frame()["s"].ElementwiseEquals("x"))));
    }
}
