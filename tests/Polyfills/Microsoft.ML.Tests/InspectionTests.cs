using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>GetColumn and Preview.</summary>
public sealed class InspectionTests
{
    private readonly IDataView _data = SampleRow.Load(new MLContext(seed: 1));

    [Fact]
    public void ColumnsAreReadAsTheyAreOrAsArraysAndStrings()
    {
        Assert.Equal(["x0", "", "x2"], _data.GetColumn<string>("S").Take(3));
        Assert.Equal([2, 1, 2], _data.GetColumn<float[]>("V").ElementAt(2));
        Assert.Equal("Dense vector of size 3", _data.GetColumn<VBuffer<float>>("V").First().ToString());
        Assert.Equal([0f, 1, 2], _data.GetColumn<float>(_data.Schema["A"]).Take(3));
    }

    [Fact]
    public void OtherTypesAreRefusedAtOnce()
    {
        Errors.Throws<ArgumentOutOfRangeException>(
            "Cannot map column (name: A, type: Single) in data to the user-defined type, System.Double. (Parameter 'column')",
            () => _data.GetColumn<double>("A"));
        Errors.Throws<ArgumentOutOfRangeException>(
            "Cannot map column (name: V, type: Vector<Single, 3>) in data to the user-defined type, System.String[]. (Parameter 'column')",
            () => _data.GetColumn<string[]>("V"));
        Errors.Throws<ArgumentOutOfRangeException>(
            "Cannot load vector type, Single, specified in column to the user-defined type, System.Single[]. (Parameter 'column')",
            () => _data.GetColumn<float[]>("A"));
        Errors.Throws<ArgumentOutOfRangeException>("Column 'zz' not found (Parameter 'name')", () => _data.GetColumn<float>("zz"));
    }

    [Fact]
    public void APreviewHoldsTheFirstRows()
    {
        DataDebuggerPreview preview = _data.Preview(maxRows: 2);

        Assert.Equal("12 columns, 2 rows", preview.ToString());
        Assert.Equal("12 columns", preview.RowView[0].ToString());
        Assert.Equal("A: Single", preview.ColumnView[2].ToString());
        Assert.Equal([0f, 1f], preview.ColumnView[2].Values);
        Assert.Equal(KeyValuePair.Create("A", (object)1f), preview.RowView[1].Values[2]);
        Assert.Empty(_data.Preview(0).RowView);
        Assert.Throws<ArgumentOutOfRangeException>("maxRows", () => _data.Preview(-1));
    }
}
