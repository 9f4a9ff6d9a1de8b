using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using ReplacementMode = Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode;

namespace Microsoft.ML.Tests;

public sealed class ReplaceMissingValuesTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TheMeanStandsForNaN()
    {
        IDataView data = SampleRow.Load(_ml);

        IDataView view = _ml.Transforms.ReplaceMissingValues("N", replacementMode: ReplacementMode.Mean).Fit(data).Transform(data);

        Assert.Equal([0, 1, 2, 4.6666665f, 4, 5, 6, 7, 8, 9], view.Read<float>("N"));
    }

    [Theory]
    [InlineData(ReplacementMode.DefaultValue, 0f, 0f)]
    [InlineData(ReplacementMode.Mean, 2f, -5f)]
    [InlineData(ReplacementMode.Minimum, 1f, -8f)]
    [InlineData(ReplacementMode.Maximum, 4f, -2f)]
    [InlineData(ReplacementMode.Mode, 1f, -2f)]
    public void EachSlotHasItsOwnReplacement(ReplacementMode mode, float first, float second)
    {
        MissingValueReplacingTransformer model = _ml.Transforms.ReplaceMissingValues("X", replacementMode: mode).Fit(Vectors());

        Assert.Equal([first, second], model.Transform(Vectors()).ReadVectors<float>("X")[3]);
        Assert.Equal([first, second], RoundTrip(model).Transform(Vectors()).ReadVectors<float>("X")[3]);
    }

    [Fact]
    public void AllSlotsMayShareOneReplacement()
    {
        MissingValueReplacingTransformer model =
            _ml.Transforms.ReplaceMissingValues("X", replacementMode: ReplacementMode.Maximum, imputeBySlot: false).Fit(Vectors());

        Assert.Equal([4f, 4], model.Transform(Vectors()).ReadVectors<float>("X")[3]);
        Assert.Equal([4f, 4], RoundTrip(model).Transform(Vectors()).ReadVectors<float>("X")[3]);
    }

    [Fact]
    public void OnlyRealNumbersHaveMissingValues()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ReplaceMissingValues("B").Fit(SampleRow.Load(_ml)));
        Assert.Equal("Type 'Int32' is not supported by NAReplaceTransform since it doesn't have an NA value (Parameter 'inputSchema')", error.Message);
        var key = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ReplaceMissingValues("K").Fit(SampleRow.Load(_ml)));
        Assert.Contains("since its NA value is equivalent to its default value", key.Message);
    }

    private IDataView Vectors() => _ml.Data.LoadFromEnumerable(
        new float[][] { [1, -2], [1, float.NaN], [4, -8], [float.NaN, float.NaN] }.Select(values => new Row { X = values }));

    private ITransformer RoundTrip(ITransformer model)
    {
        var stream = new MemoryStream();
        _ml.Model.Save(model, null, stream);
        stream.Position = 0;
        return _ml.Model.Load(stream, out _);
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] X { get; set; } = [];
    }
}
