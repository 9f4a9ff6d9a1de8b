using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>Concatenate, CopyColumns, DropColumns and SelectColumns.</summary>
public sealed class ColumnTransformTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public ColumnTransformTests() => _data = SampleRow.Load(_ml);

    [Fact]
    public void ConcatenateJoinsScalarsAndVectors()
    {
        IDataView view = Fit(_ml.Transforms.Concatenate("F", "A", "V"));

        Assert.Equal(SampleRow.Schema + " | F: Vector<Single, 4> {SlotNames}", SchemaText.Of(view));
        Assert.Equal([4f, 4, 1, 2], view.ReadVectors<float>("F")[4]);
        Assert.Equal(["A", "", "", ""], SlotNames(view, "F"));
        Assert.True(view.Schema["F"].HasSlotNames());
    }

    [Fact]
    public void ConcatenateWithAVariableVectorIsVariable()
    {
        IDataView view = Fit(_ml.Transforms.Concatenate("F", "A", "W"));

        Assert.EndsWith("F: Vector<Single>", SchemaText.Of(view));
        Assert.Equal([4f, 0], view.ReadVectors<float>("F")[4]);
    }

    [Fact]
    public void ConcatenateKeepsSparseVectorsSparse()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new SparseRow { A = 1, X = new VBuffer<float>(9, 1, [7], [4]) }]);

        VBuffer<float> value = Fit(_ml.Transforms.Concatenate("F", "A", "X"), data).Read<VBuffer<float>>("F")[0];

        Assert.False(value.IsDense);
        Assert.Equal([0, 5], value.GetIndices().ToArray());
        Assert.Equal([1f, 7], value.GetValues().ToArray());
    }

    [Fact]
    public void ConcatenateOntoAnExistingNameHidesIt()
    {
        IDataView view = Fit(_ml.Transforms.Concatenate("V", "A", "V"));

        Assert.Contains("V: Vector<Single, 3> (hidden) | V: Vector<Single, 4> {SlotNames} | S: String", SchemaText.Of(view));
        Assert.Equal([4f, 4, 1, 2], view.ReadVectors<float>("V")[4]);
    }

    [Theory]
    [InlineData("A", "F: Vector<Single, 1> {SlotNames}")]
    [InlineData("V", "F: Vector<Single, 3>")]
    public void ConcatenateOfOneColumn(string input, string expected)
        => Assert.EndsWith(expected, SchemaText.Of(Fit(_ml.Transforms.Concatenate("F", input))));

    [Fact]
    public void ConcatenateNamesSlotsByColumnAndSlot()
    {
        IDataView inner = Fit(_ml.Transforms.Concatenate("V2", "A", "N"));

        IDataView view = Fit(_ml.Transforms.Concatenate("F", "V2", "A"), inner);

        Assert.Equal(["V2.A", "V2.N", "A"], SlotNames(view, "F"));
    }

    [Fact]
    public void ConcatenateIsNormalizedIfAllInputsAre()
    {
        IDataView normalized = Fit(_ml.Transforms.NormalizeMinMax("A").Append(_ml.Transforms.NormalizeMinMax("V")));

        Assert.True(Fit(_ml.Transforms.Concatenate("F", "A", "V"), normalized).Schema["F"].IsNormalized());
        Assert.False(Fit(_ml.Transforms.Concatenate("F", "A", "N"), normalized).Schema["F"].IsNormalized());
    }

    [Fact]
    public void ConcatenateRefusesWrongInputs()
    {
        IDataView? view = null;
        var mixed = Assert.Throws<ArgumentOutOfRangeException>(() => view = Fit(_ml.Transforms.Concatenate("F", "A", "B")));
        Assert.Equal("Schema mismatch for input column 'B': expected Single, got Int32 (Parameter 'inputSchema')", mixed.Message);

        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => view = Fit(_ml.Transforms.Concatenate("F", "A", "zz")));
        Assert.Equal("Could not find input column 'zz' (Parameter 'inputSchema')", missing.Message);

        var none = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Concatenate("F"));
        Assert.Equal("Input columns not specified (Parameter 'inputColumnNames')", none.Message);
        Assert.Null(view);
    }

    [Fact]
    public void CopyColumnsAddsOrHides()
    {
        Assert.Equal(SampleRow.Schema + " | A2: Single", SchemaText.Of(Fit(_ml.Transforms.CopyColumns("A2", "A"))));
        IDataView over = Fit(_ml.Transforms.CopyColumns("B", "A"));
        Assert.Contains("A: Single | B: Int32 (hidden) | B: Single | V:", SchemaText.Of(over));
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7, 8, 9], over.Read<float>("B"));
    }

    [Fact]
    public void CopyColumnsCopiesAnnotations()
    {
        IDataView view = Fit(_ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.CopyColumns("G", "F")));

        Assert.Equal(["A", "", "", ""], SlotNames(view, "G"));
    }

    [Fact]
    public void CopyColumnsRefusesAMissingColumn()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(_ml.Transforms.CopyColumns("X", "zz")));
        Assert.Equal("Could not find input column 'zz' (Parameter 'inputSchema')", error.Message);
    }

    [Fact]
    public void DropColumnsDropsByName()
    {
        IDataView view = Fit(_ml.Transforms.DropColumns("W", "L", "V", "S", "K", "D", "Flag", "N", "When"));

        Assert.Equal("A: Single | B: Int32 | ReadOnlyProp: Int32", SchemaText.Of(view));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(_ml.Transforms.DropColumns("zz")));
        Assert.Equal("Could not find input column 'zz' (Parameter 'inputSchema')", error.Message);
    }

    [Fact]
    public void DropColumnsDropsHiddenColumnsOfTheNameToo()
    {
        IDataView masked = Fit(_ml.Transforms.SelectColumns("A", "B").Append(_ml.Transforms.CopyColumns("B", "A")));

        Assert.Equal("A: Single", SchemaText.Of(Fit(_ml.Transforms.DropColumns("B"), masked)));
    }

    [Fact]
    public void SelectColumnsKeepsTheOrderOfTheNames()
    {
        IDataView view = Fit(_ml.Transforms.SelectColumns("B", "A"));

        Assert.Equal("B: Int32 | A: Single", SchemaText.Of(view));
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6, 7, 8, 9], view.Read<float>("A"));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(_ml.Transforms.SelectColumns("A", "zz")));
        Assert.Equal("Could not find input column 'zz' (Parameter 'inputSchema')", error.Message);
    }

    [Theory]
    [InlineData(true, "A: Single | B: Int32 (hidden) | B: Single")]
    [InlineData(false, "A: Single | B: Single")]
    public void SelectColumnsKeepsHiddenColumnsOnlyIfTold(bool keepHidden, string expected)
    {
        IDataView masked = Fit(_ml.Transforms.CopyColumns("B", "A"));

        Assert.Equal(expected, SchemaText.Of(Fit(_ml.Transforms.SelectColumns(["A", "B"], keepHidden), masked)));
    }

    private static string[] SlotNames(IDataView view, string column)
        => view.Schema[column].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()).ToArray();

    private IDataView Fit(IEstimator<ITransformer> estimator, IDataView? data = null)
        => estimator.Fit(data ?? _data).Transform(data ?? _data);

    private sealed class SparseRow
    {
        public float A { get; set; }

        [VectorType(9)]
        public VBuffer<float> X { get; set; }
    }
}
