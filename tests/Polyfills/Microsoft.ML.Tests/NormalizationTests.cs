using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Tests;

public sealed class NormalizationTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public NormalizationTests() => _data = SampleRow.Load(_ml);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MinMaxScalesToTheLargestValue(bool fixZero)
        => Assert.Equal(
            [0, 0.11111111f, 0.22222222f, 0.33333334f, 0.44444445f, 0.5555556f, 0.6666667f, 0.7777778f, 0.8888889f, 1],
            Fit(_ml.Transforms.NormalizeMinMax("A", fixZero: fixZero)).Read<float>("A"));

    [Theory]
    [InlineData(true, -1f, 0.5f)]
    [InlineData(false, 0f, 1f)]
    public void MinMaxOfNegativeValues(bool fixZero, float first, float second)
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new Scalar { X = -2 }, new Scalar { X = 1 }]);

        Assert.Equal([first, second], Fit(_ml.Transforms.NormalizeMinMax("X", fixZero: fixZero), data).Read<float>("X"));
    }

    [Fact]
    public void MeanVarianceWithZeroFixedDividesByTheRootMeanSquare()
        => Assert.Equal(
            [0, 0.18731716f, 0.37463433f, 0.5619515f, 0.74926865f, 0.9365858f, 1.123903f, 1.3112202f, 1.4985373f, 1.6858544f],
            Fit(_ml.Transforms.NormalizeMeanVariance("A")).Read<float>("A"));

    [Fact]
    public void MeanVarianceStandardizes()
    {
        NormalizingTransformer transformer = _ml.Transforms.NormalizeMeanVariance("A", fixZero: false).Fit(_data);

        Assert.Equal(
            [-1.5666989f, -1.2185436f, -0.87038827f, -0.522233f, -0.17407766f, 0.17407766f, 0.522233f, 0.87038827f, 1.2185436f, 1.5666989f],
            transformer.Transform(_data).Read<float>("A"));
        var parameters = Assert.IsType<NormalizingTransformer.AffineNormalizerModelParameters<float>>(transformer.GetNormalizerModelParameters(0));
        Assert.Equal(0.34815532f, parameters.Scale);
        Assert.Equal(4.5f, parameters.Offset);
    }

    [Fact]
    public void VectorParametersAreArraysWithoutOffsetsWhereZeroIsFixed()
    {
        var fixedZero = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)
            _ml.Transforms.NormalizeMinMax("V").Fit(_data).GetNormalizerModelParameters(0);
        Assert.Equal([1 / 9f, 0f, 0f], fixedZero.Scale.ToArray());
        Assert.Empty(fixedZero.Offset);

        var free = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)
            _ml.Transforms.NormalizeMeanVariance("V", fixZero: false).Fit(_data).GetNormalizerModelParameters(0);
        Assert.Equal([4.5f, 0, 0], free.Offset.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void ParametersOfAColumnThatIsNotThere(int index)
    {
        NormalizingTransformer transformer = _ml.Transforms.NormalizeMinMax("A").Fit(_data);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => transformer.GetNormalizerModelParameters(index));
        Assert.Contains($"Valid range is from 0 (inclusive) to 1 (exclusive) but got {index}.", error.Message);
    }

    [Fact]
    public void CdfGivesQuantiles()
    {
        float[] values = Fit(_ml.Transforms.NormalizeMeanVariance("A", useCdf: true)).Read<float>("A");

        // The normal distribution's quantiles; the library approximates the error function to 2e-4.
        double[] expected = [0.0586, 0.1115, 0.1921, 0.3008, 0.4309, 0.5691, 0.6992, 0.8079, 0.8885, 0.9414];
        Assert.All(values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 3e-4));
    }

    [Fact]
    public void ConstantSlotsBecomeZero()
        => Assert.Equal([0.37463433f, 0, 0], Fit(_ml.Transforms.NormalizeMeanVariance("V")).ReadVectors<float>("V")[2]);

    [Fact]
    public void AConstantColumnBecomesZero()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new Scalar { X = 3 }, new Scalar { X = 3 }]);

        Assert.Equal([0f, 0], Fit(_ml.Transforms.NormalizeMeanVariance("X", fixZero: false), data).Read<float>("X"));
    }

    [Fact]
    public void NaNIsIgnoredInFittingAndPasses()
        => Assert.Equal(
            [0, 0.11111111f, 0.22222222f, float.NaN, 0.44444445f, 0.5555556f, 0.6666667f, 0.7777778f, 0.8888889f, 1],
            Fit(_ml.Transforms.NormalizeMinMax("N")).Read<float>("N"));

    [Fact]
    public void SparseVectorsCountTheirZeros()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(
            [new Vector { X = new VBuffer<float>(4, 1, [8], [1]) }, new Vector { X = new VBuffer<float>(4, 1, [4], [1]) }, new Vector { X = new VBuffer<float>(4, [0, 0, 2, 0]) }]);

        float[][] standardized = Fit(_ml.Transforms.NormalizeMeanVariance("X", fixZero: false), data).ReadVectors<float>("X");

        double deviation = Math.Sqrt((16 + 0 + 16) / 3.0);
        Assert.Equal([4 / deviation, 0, -4 / deviation], standardized.Select(row => (double)row[1]), (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.False(Fit(_ml.Transforms.NormalizeMinMax("X"), data).Read<VBuffer<float>>("X")[0].IsDense);
    }

    [Fact]
    public void OnlyTheFirstExamplesCount()
        => Assert.Equal(9f, Fit(_ml.Transforms.NormalizeMinMax("A", maximumExampleCount: 2)).Read<float>("A")[9]);

    [Fact]
    public void DoublesStayDoubles()
    {
        IDataView view = Fit(_ml.Transforms.NormalizeMinMax("D").Append(_ml.Transforms.SelectColumns("D")));

        Assert.Equal("D: Double {IsNormalized}", SchemaText.Of(view));
        Assert.True(view.Schema["D"].IsNormalized());
        Assert.Equal(1, view.Read<double>("D")[9]);
    }

    [Fact]
    public void SeveralColumnsInOnePass()
    {
        IDataView view = Fit(_ml.Transforms.NormalizeMinMax([new InputOutputColumnPair("A2", "A"), new InputOutputColumnPair("V")]));

        Assert.EndsWith("ReadOnlyProp: Int32 | A2: Single {IsNormalized}", SchemaText.Of(view));
        Assert.Equal(1, view.Read<float>("A2")[9]);
        Assert.Equal([1f, 0, 0], view.ReadVectors<float>("V")[9]);
    }

    [Theory]
    [InlineData("B", "Int32")]
    [InlineData("W", "Vector<Single>")]
    public void OtherTypesAreRefused(string column, string type)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.NormalizeMinMax(column).Fit(_data));
        Assert.Equal("Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. " +
            $"Got: {type}. (Parameter 'srcType')", error.Message);
    }

    [Fact]
    public void SlotNamesSurvive()
    {
        IDataView view = Fit(_ml.Transforms.Concatenate("F", "A", "N").Append(_ml.Transforms.NormalizeMinMax("F")));

        Assert.EndsWith("F: Vector<Single, 2> {SlotNames} (hidden) | F: Vector<Single, 2> {IsNormalized, SlotNames}", SchemaText.Of(view));
        Assert.Equal(["A", "N"], view.Schema["F"].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()));
    }

    private IDataView Fit(IEstimator<ITransformer> estimator, IDataView? data = null)
        => estimator.Fit(data ?? _data).Transform(data ?? _data);

    private sealed class Scalar
    {
        public float X { get; set; }
    }

    private sealed class Vector
    {
        [VectorType(4)]
        public VBuffer<float> X { get; set; }
    }
}
