using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>What holds for any data.</summary>
public sealed class TransformPropertyTests
{
    private static readonly Config s_repeatable = Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(7, 11);

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ConcatenationIsThatOfSequences() => Prop.ForAll<float[], (int Slot, float Value)[]>((dense, sparse) =>
    {
        VBuffer<float> buffer = Sparse(sparse, length: 40);
        IDataView data = _ml.Data.LoadFromEnumerable([new Vectors { X = dense, Y = buffer }]);

        float[] joined = Fit(_ml.Transforms.Concatenate("F", "X", "Y", "X"), data).ReadVectors<float>("F")[0];

        Assert.Equal(dense.Concat(buffer.DenseValues()).Concat(dense), joined);
    }).Check(s_repeatable);

    [Fact]
    public void MinMaxKeepsToItsRange() => Prop.ForAll<float[]>(values =>
    {
        IDataView data = Scalars(values.Where(float.IsFinite));

        foreach (float value in Fit(_ml.Transforms.NormalizeMinMax("X"), data).Read<float>("X"))
            Assert.InRange(value, -1.000001f, 1.000001f);
    }).Check(s_repeatable);

    [Fact]
    public void StandardizedValuesHaveMeanZeroAndVarianceOne() => Prop.ForAll<short[]>(values =>
    {
        if (values.Distinct().Count() < 2)
            return;
        float[] standardized = Fit(_ml.Transforms.NormalizeMeanVariance("X", fixZero: false), Scalars(values.Select(value => (float)value))).Read<float>("X");

        Assert.Equal(0, standardized.Average(), 1e-3);
        Assert.Equal(1, standardized.Average(value => value * value), 1e-3);
    }).Check(s_repeatable);

    [Fact]
    public void ValuesComeBackFromTheirKeys() => Prop.ForAll<string[]>(texts =>
    {
        IDataView data = _ml.Data.LoadFromEnumerable(texts.Where(text => text != null).Append("some").Select(text => new Text { S = text }));

        IDataView view = Fit(_ml.Transforms.Conversion.MapValueToKey("K", "S").Append(_ml.Transforms.Conversion.MapKeyToValue("T", "K")), data);

        Assert.Equal(data.ReadTexts("S"), view.ReadTexts("T"));
        Assert.All(view.Read<uint>("K").Zip(data.ReadTexts("S")), pair => Assert.Equal(pair.Second == "", pair.First == 0));
    }).Check(s_repeatable);

    [Fact]
    public void SavedKeysAreTheSame() => Prop.ForAll<long[]>(values =>
    {
        IDataView data = _ml.Data.LoadFromEnumerable(values.Append(0).Select(value => new Number { N = value }));
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("N").Fit(data);
        var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        IDataView loaded = _ml.Model.Load(stream, out _).Transform(data);

        Assert.Equal(model.Transform(data).Read<uint>("N"), loaded.Read<uint>("N"));
        Assert.Equal(values.Append(0).Distinct(), loaded.Schema["N"].Annotation<long>("KeyValues"));
    }).Check(s_repeatable);

    private static VBuffer<float> Sparse((int Slot, float Value)[] items, int length)
    {
        (int Slot, float Value)[] sorted = items
            .Select(item => (Slot: (int)((uint)item.Slot % length), item.Value)).DistinctBy(item => item.Slot).OrderBy(item => item.Slot).ToArray();
        return new VBuffer<float>(length, sorted.Length, sorted.Select(item => item.Value).ToArray(), sorted.Select(item => item.Slot).ToArray());
    }

    private static IDataView Fit(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);

    private IDataView Scalars(IEnumerable<float> values) => _ml.Data.LoadFromEnumerable(values.Select(value => new Scalar { X = value }));

    private sealed class Vectors
    {
        public float[] X { get; set; } = [];

        [VectorType(40)]
        public VBuffer<float> Y { get; set; }
    }

    private sealed class Scalar
    {
        public float X { get; set; }
    }

    private sealed class Text
    {
        public string S { get; set; } = "";
    }

    private sealed class Number
    {
        public long N { get; set; }
    }
}
