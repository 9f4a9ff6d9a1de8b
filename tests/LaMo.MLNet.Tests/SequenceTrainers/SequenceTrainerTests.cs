using LaMo.Core.Training;
using Microsoft.ML;
using TorchSharp;

namespace LaMo.MLNet.Tests;

/// <summary>What every trainer of sequence models must do.</summary>
public class SequenceTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => SequenceTrainers.Names;

    [Theory]
    [MemberData(nameof(Trainers))]
    public void EqualSeedsGiveEqualModels(string trainer)
    {
        IDataView data = _ml.Load(TestSteps.Linear(6, 6));
        float[][] first = Fit(3);
        Assert.Equal(first, Fit(3));
        Assert.NotEqual(first, Fit(4));

        float[][] Fit(int seed) => Score(SequenceTrainers.Pipeline(new MLContext(seed), SequenceTrainers.Options(trainer)), data);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void CancelledTrainingGoesOnWhenFittedAgain(string trainer)
    {
        string folder = Directory.CreateTempSubdirectory("lamo-checkpoint-").FullName;
        try
        {
            IDataView data = _ml.Load(TestSteps.Linear(6, 6, 6));
            float[][] expected = Score(SequenceTrainers.Pipeline(_ml, Options()), data);
            using var cancellation = new CancellationTokenSource();
            SequenceTrainerOptions cancelled = Options();
            (cancelled.CheckpointFolder, cancelled.CancellationToken, cancelled.Progress) = (folder, cancellation.Token, new Canceller(cancellation));
            long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            Assert.Throws<OperationCanceledException>(() => SequenceTrainers.Pipeline(_ml, cancelled).Fit(data));
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            SequenceTrainerOptions resumed = Options();
            resumed.CheckpointFolder = folder;
            Assert.Equal(expected, Score(SequenceTrainers.Pipeline(_ml, resumed), data));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        SequenceTrainerOptions Options()
        {
            SequenceTrainerOptions options = SequenceTrainers.Options(trainer);
            (options.Seed, options.NumberOfSteps) = (5, 60);
            return options;
        }
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void ModelIsShownWhileItIsTrainedAndTrainingGoesOnAsWithout(string trainer)
    {
        IDataView data = _ml.Load(TestSteps.Linear(6, 6, 6));
        ITransformer features = _ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(_ml.Transforms.ReturnsToGo(scale: 10)).Fit(data);
        IDataView prepared = features.Transform(data);
        List<(int Step, float[][] Scores)> seen = [];
        var snapshots = new Snapshots<ITransformer>(10, (step, model) => seen.Add((step, TestSteps.PredictedActions(model.Transform(prepared)))));
        float[][] expected = Train(30, null);
        Assert.Equal(expected, Train(30, snapshots));
        Assert.Equal([10, 20], seen.Select(look => look.Step));
        Assert.Equal(Train(10, null), seen[0].Scores);

        float[][] Train(int steps, Snapshots<ITransformer>? shown)
        {
            SequenceTrainerOptions options = SequenceTrainers.Options(trainer);
            (options.Seed, options.NumberOfSteps, options.Snapshots) = (5, steps, shown);
            ITransformer model = SequenceTrainers.Create(_ml, options).Fit(prepared);
            float[][] scores = TestSteps.PredictedActions(model.Transform(prepared));
            ((IDisposable)model).Dispose();
            return scores;
        }
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void LoadedModelPredictsTheSame(string trainer)
    {
        IDataView data = _ml.Load(TestSteps.Linear(9, 5));
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        ITransformer model = SequenceTrainers.Pipeline(_ml, SequenceTrainers.Options(trainer)).Fit(data);
        float[][] expected = TestSteps.PredictedActions(model.Transform(data));
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        ((IDisposable)model).Dispose();
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(expected, TestSteps.PredictedActions(loaded.Transform(data)));
        ((IDisposable)loaded).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void DiscreteActionsAreLearntAsKeys(string trainer)
    {
        IDataView data = _ml.LoadDiscrete(DiscreteSteps.Make());
        SequenceTrainerOptions options = SequenceTrainers.Options(trainer);
        (options.BatchSize, options.NumberOfSteps, options.Dropout) = (16, 200, 0);
        ITransformer model = _ml.Transforms.ReturnsToGo(scale: 10).Append(SequenceTrainers.Create(_ml, options)).Fit(data);
        var metrics = (DiscreteActionMetrics)_ml.OfflineRL().Evaluate(model.Transform(data));
        Assert.True(metrics.Accuracy > 0.9, $"accuracy {metrics.Accuracy}");
        ((IDisposable)model).Dispose();
    }

    [Theory]
    [InlineData(nameof(SequenceTrainerOptions.StateColumnName), "")]
    [InlineData(nameof(SequenceTrainerOptions.ContextLength), 0)]
    [InlineData(nameof(SequenceTrainerOptions.NumberOfSteps), 0)]
    [InlineData(nameof(SequenceTrainerOptions.LearningRate), double.NaN)]
    [InlineData(nameof(SequenceTrainerOptions.WeightDecay), -1.0)]
    [InlineData(nameof(SequenceTrainerOptions.WarmupSteps), -1)]
    [InlineData(nameof(SequenceTrainerOptions.Dropout), 1.0)]
    [InlineData(nameof(SequenceTrainerOptions.Device), "gpu")]
    [InlineData(nameof(DecisionTransformerTrainer.Options.Width), 0)]
    [InlineData(nameof(DecisionTransformerTrainer.Options.NumberOfLayers), -1)]
    [InlineData(nameof(DecisionTransformerTrainer.Options.NumberOfHeads), 0)]
    public void OptionOutsideItsRangeIsRefusedByName(string option, object value)
    {
        var options = new DecisionTransformerTrainer.Options();
        options.GetType().GetProperty(option)!.SetValue(options, value);
        Assert.Throws<ArgumentOutOfRangeException>(option, () => SequenceTrainers.Create(_ml, options));
    }

    [Fact]
    public void WidthThatTheHeadsDoNotDivideIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>("Width", () => _ml.OfflineRL().Trainers.DecisionTransformer(new DecisionTransformerTrainer.Options { NumberOfHeads = 3 }));

    private static float[][] Score(IEstimator<ITransformer> pipeline, IDataView data)
    {
        ITransformer model = pipeline.Fit(data);
        float[][] scores = TestSteps.PredictedActions(model.Transform(data));
        ((IDisposable)model).Dispose();
        return scores;
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => cancellation.Cancel();
    }
}
