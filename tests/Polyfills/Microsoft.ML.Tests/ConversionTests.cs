using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Tests;

/// <summary>ConvertType, MapValueToKey, MapKeyToValue and MapKeyToVector.</summary>
public sealed class ConversionTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public ConversionTests() => _data = SampleRow.Load(_ml);

    private TransformsCatalog.ConversionTransforms Conversion => _ml.Transforms.Conversion;

    [Fact]
    public void NumbersConvertToReals()
    {
        Assert.Equal([0f, 1, 2], Fit(Conversion.ConvertType("X", "B")).Read<float>("X").Take(3));
        Assert.Equal([0.0, 1, 2], Fit(Conversion.ConvertType("X", "L", DataKind.Double)).Read<double>("X").Take(3));
        Assert.Equal([0f, 0.5f, 1], Fit(Conversion.ConvertType("X", "D")).Read<float>("X").Take(3));
    }

    [Fact]
    public void BooleansConvertToNormalizedNumbers()
    {
        IDataView view = Fit(Conversion.ConvertType("X", "Flag"));

        Assert.Equal([0f, 1], view.Read<float>("X").Take(2));
        Assert.EndsWith("X: Single {IsNormalized}", SchemaText.Of(view));
    }

    [Fact]
    public void NumbersConvertToTextAndBooleans()
    {
        Assert.Equal(["0", "0.5"], Fit(Conversion.ConvertType("X", "D", DataKind.String)).ReadTexts("X").Take(2));
        Assert.Equal([false, true, true], Fit(Conversion.ConvertType("X", "A", DataKind.Boolean)).Read<bool>("X").Take(3));
    }

    [Fact]
    public void VectorsConvertItemByItem()
    {
        IDataView view = Fit(Conversion.ConvertType("V", outputKind: DataKind.Double));

        Assert.Contains("V: Vector<Double, 3>", SchemaText.Of(view));
        Assert.Equal([4.0, 1, 2], view.ReadVectors<double>("V")[4]);
    }

    [Theory]
    [InlineData("", 0f)]
    [InlineData("abc", float.NaN)]
    [InlineData("1.5", 1.5f)]
    [InlineData("NaN", float.NaN)]
    [InlineData("?", float.NaN)]
    [InlineData(" 2 ", float.NaN)]
    public void TextConvertsToReals(string text, float expected)
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new TextRow { Text = text }]);

        Assert.Equal([expected], Fit(Conversion.ConvertType("X", "Text"), data).Read<float>("X"));
    }

    [Fact]
    public void TextConvertsToOtherTypes()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { "-12", "", "7" }.Select(text => new TextRow { Text = text }));

        Assert.Equal([-12, 0, 7], Fit(Conversion.ConvertType("X", "Text", DataKind.Int32), data).Read<int>("X"));
        Assert.Equal([0u, 0, 7], Fit(Conversion.ConvertType("X", "Text", DataKind.UInt32), data).Read<uint>("X"));

        IDataView word = _ml.Data.LoadFromEnumerable([new TextRow { Text = "abc" }]);
        var error = Assert.Throws<InvalidOperationException>(() => Fit(Conversion.ConvertType("X", "Text", DataKind.Int32), word).Read<int>("X"));
        // Where rows are read ahead by other threads, what happens there arrives wrapped.
        Assert.Equal("Value could not be parsed from text to int.", error.GetBaseException().Message);
    }

    [Theory]
    [InlineData("N", DataKind.Int32, "Single", "Int32")]
    [InlineData("D", DataKind.Int32, "Double", "Int32")]
    public void RealsDoNotConvertToIntegers(string column, DataKind kind, string source, string destination)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Conversion.ConvertType("X", column, kind).Fit(_data));
        Assert.Equal($"source column '{column}' with item type '{source}' is not compatible with destination type '{destination}' " +
            "(Parameter 'inputSchema')", error.Message);
    }

    [Fact]
    public void ValuesBecomeKeysInTheOrderOfTheirOccurrence()
    {
        IDataView view = Fit(Conversion.MapValueToKey("S"));

        Assert.Equal("Key<UInt32, 0-1>", view.Schema["S"].Type.ToString());
        Assert.Equal([1u, 0, 2, 0, 1, 0, 2, 0, 1, 0], view.Read<uint>("S"));
        Assert.Equal(["x0", "x2"], KeyTexts(view, "S"));
        Assert.True(view.Schema["S"].HasKeyValues());
    }

    [Fact]
    public void ValuesBecomeKeysInTheirOwnOrder()
    {
        IDataView view = Fit(Conversion.MapValueToKey("B", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));

        Assert.Equal("Key<UInt32, 0-9>", view.Schema["B"].Type.ToString());
        Assert.Equal([1u, 2, 3], view.Read<uint>("B").Take(3));
        Assert.Equal("Vector<Int32, 10>", view.Schema["B"].Annotations.Schema["KeyValues"].Type.ToString());
        Assert.Equal(Enumerable.Range(0, 10), view.Schema["B"].Annotation<int>("KeyValues"));

        IDataView texts = _ml.Data.LoadFromEnumerable(new[] { "b", "a", "B" }.Select(text => new TextRow { Text = text }));
        IDataView sorted = Fit(Conversion.MapValueToKey("Text", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue), texts);
        Assert.Equal(["B", "a", "b"], KeyTexts(sorted, "Text"));
    }

    [Fact]
    public void NaNHasNoKey()
    {
        IDataView view = Fit(Conversion.MapValueToKey("N"));

        Assert.Equal([1u, 2, 3, 0, 4], view.Read<uint>("N").Take(5));
    }

    [Fact]
    public void KeysStopAtTheirMaximumNumber()
        => Assert.Equal([1u, 2, 0, 0], Fit(Conversion.MapValueToKey("B", maximumNumberOfKeys: 2)).Read<uint>("B").Take(4));

    [Fact]
    public void KeyValuesAsText()
        => Assert.Equal(["0", "1", "2"], KeyTexts(Fit(Conversion.MapValueToKey("B", addKeyValueAnnotationsAsText: true)), "B").Take(3));

    [Fact]
    public void VectorsOfValuesBecomeVectorsOfKeys()
    {
        IDataView view = Fit(Conversion.MapValueToKey("V"));

        Assert.Equal("Vector<Key<UInt32, 0-9>, 3>", view.Schema["V"].Type.ToString());
        // Values in order of occurrence: 0, 1, 2, then 3, ...
        Assert.Equal([[1u, 2, 3], [2u, 2, 3], [3u, 2, 3], [4u, 2, 3]], view.ReadVectors<uint>("V").Take(4));
    }

    [Fact]
    public void KeyDataGivesTheKeys()
    {
        IDataView keys = _ml.Data.LoadFromEnumerable(new[] { "x2", "x0" }.Select(text => new TextRow { Text = text }));

        Assert.Equal([2u, 0, 1, 0], Fit(Conversion.MapValueToKey("S", keyData: keys)).Read<uint>("S").Take(4));

        var tooMany = Assert.Throws<ArgumentOutOfRangeException>(() => Conversion.MapValueToKey("S", keyData: _data));
        Assert.Contains("should contain only a single column containing the terms to map, but this had 12 columns.", tooMany.Message);
    }

    [Fact]
    public void KeysOfAnotherDataSetAreLookedUp()
    {
        ValueToKeyMappingTransformer transformer = Conversion.MapValueToKey("Text").Fit(
            _ml.Data.LoadFromEnumerable([new TextRow { Text = "a" }, new TextRow { Text = "b" }]));

        IDataView other = transformer.Transform(_ml.Data.LoadFromEnumerable([new TextRow { Text = "b" }, new TextRow { Text = "new" }]));

        Assert.Equal([2u, 0], other.Read<uint>("Text"));
    }

    [Fact]
    public void KeysMapBackToValues()
    {
        IDataView view = Fit(Conversion.MapValueToKey("S").Append(Conversion.MapKeyToValue("S")));
        Assert.Equal(["x0", "", "x2"], view.ReadTexts("S").Take(3));

        IDataView numbers = Fit(Conversion.MapValueToKey("N").Append(Conversion.MapKeyToValue("N")));
        Assert.Equal([0f, 1, 2, float.NaN, 4], numbers.Read<float>("N").Take(5));
    }

    [Fact]
    public void MapKeyToValueNeedsKeyValues()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Conversion.MapKeyToValue("K").Fit(_data));
        Assert.Equal("Metadata KeyValues does not exist", error.Message);
    }

    [Fact]
    public void KeysBecomeIndicators()
    {
        IDataView view = Fit(Conversion.MapKeyToVector("K"));

        Assert.Contains("K: Vector<Single, 5> {CategoricalSlotRanges, IsNormalized}", SchemaText.Of(view));
        Assert.Equal([0f, 1, 0, 0, 0], view.ReadVectors<float>("K")[1]);
        Assert.Equal([0, 4], view.Schema["K"].Annotation<int>("CategoricalSlotRanges"));
    }

    [Fact]
    public void IndicatorsAreNamedByTheirKeys()
    {
        IDataView view = Fit(Conversion.MapValueToKey("S").Append(Conversion.MapKeyToVector("S")));

        Assert.Equal(["x0", "x2"], view.Schema["S"].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()));
        Assert.Equal([[1f, 0], [0f, 0], [0f, 1]], view.ReadVectors<float>("S").Take(3));
    }

    [Theory]
    [InlineData(false, "Vector<Single, 3, 10>")]
    [InlineData(true, "Vector<Single, 10>")]
    public void VectorsOfKeysBecomeIndicatorsOrCounts(bool counts, string type)
    {
        IDataView view = Fit(Conversion.MapValueToKey("V").Append(Conversion.MapKeyToVector("V", outputCountVector: counts)));

        float[] row = view.ReadVectors<float>("V")[1];
        Assert.Equal(type, view.Schema["V"].Type.ToString());
        Assert.Equal(3, row.Sum());
        // The row's values are 1, 1, 2, whose keys are 2, 2, 3.
        Assert.Equal(counts ? [1, 2] : [1, 11, 22], Enumerable.Range(0, row.Length).Where(slot => row[slot] > 0));
    }

    private static string[] KeyTexts(IDataView view, string column)
        => view.Schema[column].Annotation<ReadOnlyMemory<char>>("KeyValues").Select(text => text.ToString()).ToArray();

    private IDataView Fit(IEstimator<ITransformer> estimator, IDataView? data = null)
        => estimator.Fit(data ?? _data).Transform(data ?? _data);

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}
