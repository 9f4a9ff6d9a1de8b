using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

public sealed class CustomMappingTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public CustomMappingTests() => _data = SampleRow.Load(_ml);

    [Fact]
    public void AddsTheMembersOfTheResult()
    {
        IDataView view = Fit((input, output) => output.Z = input.A * 2);

        Assert.Equal(SampleRow.Schema + " | Z: Single", SchemaText.Of(view));
        Assert.Equal([0f, 2, 4], view.Read<float>("Z").Take(3));
    }

    [Fact]
    public void IsCalledOncePerRowAndOnlyIfNeeded()
    {
        int calls = 0;
        IDataView view = Fit((input, output) =>
        {
            calls++;
            output.Z = input.A;
        });

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), view.Read<float>("Z"));
        Assert.Equal(10, calls);
        view.Read<float>("A");
        Assert.Equal(10, calls);
    }

    [Fact]
    public void RefusesAMissingInput()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.CustomMapping<Missing, Output>((_, _) => { }, contractName: null).Fit(_data));
        Assert.Equal("Could not find  column 'Zz' (Parameter 'Schema')", error.Message);
    }

    [Fact]
    public void SchemaDefinitionsNameTheColumns()
    {
        var input = SchemaDefinition.Create(typeof(Input));
        input["A"].ColumnName = "N";
        var output = SchemaDefinition.Create(typeof(Output));
        output["Z"].ColumnName = "Renamed";

        IDataView view = _ml.Transforms.CustomMapping<Input, Output>((from, to) => to.Z = from.A, null, input, output).Fit(_data).Transform(_data);

        Assert.EndsWith(" | Renamed: Single", SchemaText.Of(view));
        Assert.Equal(float.NaN, view.Read<float>("Renamed")[3]);
    }

    [Fact]
    public void TwoCursorsDoNotShareTheirObjects()
    {
        IDataView view = Fit((input, output) => output.Z = input.A);
        DataViewSchema.Column z = view.Schema["Z"];
        using DataViewRowCursor first = view.GetRowCursor([z]);
        using DataViewRowCursor second = view.GetRowCursor([z]);
        ValueGetter<float> getFirst = first.GetGetter<float>(z);
        ValueGetter<float> getSecond = second.GetGetter<float>(z);
        float x = 0;
        float y = 0;

        Assert.True(first.MoveNext() && first.MoveNext() && second.MoveNext());
        getFirst(ref x);
        getSecond(ref y);

        Assert.Equal((1f, 0f), (x, y));
    }

    private IDataView Fit(Action<Input, Output> map) => _ml.Transforms.CustomMapping(map, contractName: null).Fit(_data).Transform(_data);

    private sealed class Input
    {
        public float A { get; set; }
    }

    private sealed class Missing
    {
        public float Zz { get; set; }
    }

    private sealed class Output
    {
        public float Z { get; set; }
    }
}
