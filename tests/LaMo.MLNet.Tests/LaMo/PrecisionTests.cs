using LaMo.Core.Networks;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

public sealed class PrecisionTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public PrecisionTests() => _data = _ml.Load(TestSteps.Linear(9, 6));

    [Fact]
    public void ModelScoresInThePrecisionItWasMadeForWhenItIsLoaded()
    {
        float[][] exact = Fit(Precision.Float32, Precision.Float32, out _), rounded = Fit(Precision.Float32, Precision.BFloat16, out ITransformer model);
        Assert.NotEqual(exact, rounded);
        Assert.All(exact.Zip(rounded), row => Assert.All(row.First.Zip(row.Second), pair => Assert.Equal(pair.First, pair.Second, 0.05f)));

        using var file = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, file);
        Assert.Equal(rounded, TestSteps.PredictedActions(new MLContext().Model.Load(file, out _).Transform(_data)));
    }

    [Fact]
    public void TrainingInBFloat16GivesAnotherModelNearby()
    {
        float[][] exact = Fit(Precision.Float32, Precision.Float32, out _), rounded = Fit(Precision.BFloat16, Precision.Float32, out _);
        Assert.NotEqual(exact, rounded);
        Assert.All(exact.Zip(rounded), row => Assert.All(row.First.Zip(row.Second), pair => Assert.Equal(pair.First, pair.Second, 0.1f)));
    }

    [Theory]
    [InlineData(nameof(LaMoTrainer.Options.Precision))]
    [InlineData(nameof(LaMoTrainer.Options.ScoringPrecision))]
    public void UnknownPrecisionIsRefused(string option)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        typeof(LaMoTrainer.Options).GetProperty(option)!.SetValue(options, (Precision)7);
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(options)).ParamName);
    }

    private float[][] Fit(Precision training, Precision scoring, out ITransformer model)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        (options.Precision, options.ScoringPrecision, options.Seed) = (training, scoring, 1);
        model = _ml.Pipeline(options).Fit(_data);
        return TestSteps.PredictedActions(model.Transform(_data));
    }
}
