using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace LaMo.MLNet.Tests;

public class LaMoTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TrainingLearnsTheActionsOfTheData()
    {
        List<Step> steps = TestSteps.Linear([.. Enumerable.Repeat(10, 20)]);
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.NumberOfSteps = 800;
        options.BatchSize = 32;
        IDataView data = _ml.Load(steps);
        ITransformer model = _ml.Pipeline(options).Fit(data);
        float[][] predicted = TestSteps.PredictedActions(model.Transform(data));
        double error = predicted.Zip(steps).Average(pair => pair.First.Zip(pair.Second.Action).Average(v => Math.Pow(v.First - v.Second, 2)));
        double variance = steps.Average(step => step.Action.Average(value => Math.Pow(value, 2)));
        Assert.True(error < 0.1 * variance, $"squared error {error} against {variance} of predicting 0");
    }

    [Fact]
    public void EqualSeedsGiveEqualModels()
    {
        IDataView data = _ml.Load(TestSteps.Linear(6, 6));
        float[][] Fit(int seed) => TestSteps.PredictedActions(new MLContext(seed).Pipeline().Fit(data).Transform(data));
        float[][] first = Fit(3);
        Assert.Equal(first, Fit(3));
        Assert.NotEqual(first, Fit(4));
    }

    [Theory]
    [InlineData(nameof(LaMoTrainer.Options.EpisodeIdColumnName))]
    [InlineData(nameof(LaMoTrainer.Options.TimestepColumnName))]
    [InlineData(nameof(LaMoTrainer.Options.StateColumnName))]
    [InlineData(nameof(LaMoTrainer.Options.ActionColumnName))]
    [InlineData(nameof(LaMoTrainer.Options.ReturnToGoColumnName))]
    public void MissingColumnIsFoundBeforeAnyRowIsRead(string option)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        typeof(LaMoTrainer.Options).GetProperty(option)!.SetValue(options, "zz");
        IDataView data = _ml.Transforms.ReturnsToGo().Fit(_ml.Load([])).Transform(_ml.Load(Unreadable()));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(options).Fit(data));
        Assert.Equal("inputSchema", error.ParamName);
        Assert.StartsWith("Could not find input column 'zz'", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Copy", "Reward").Append(_ml.OfflineRL().Trainers.LaMo(options)).Fit(data));
    }

    [Theory]
    [InlineData(nameof(LaMoTrainer.Options.EpisodeIdColumnName), "Reward", "expected a key, an integer or text, got Single")]
    [InlineData(nameof(LaMoTrainer.Options.TimestepColumnName), "Reward", "expected Int32, got Single")]
    [InlineData(nameof(LaMoTrainer.Options.StateColumnName), "Reward", "expected a known-size vector of Single, or an image of Byte or Single with dimensions [frames, height, width] of at least 36 x 36 pixels, got Single")]
    [InlineData(nameof(LaMoTrainer.Options.ActionColumnName), "Timestep", "expected a key of at most 65536 values or a known-size vector of Single, got Int32")]
    [InlineData(nameof(LaMoTrainer.Options.ReturnToGoColumnName), "State", "expected Single, got Vector<Single, 3>")]
    public void ColumnOfAnotherTypeIsFoundBeforeAnyRowIsRead(string option, string column, string message)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        typeof(LaMoTrainer.Options).GetProperty(option)!.SetValue(options, column);
        IDataView data = _ml.Transforms.ReturnsToGo().Fit(_ml.Load([])).Transform(_ml.Load(Unreadable()));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(options).Fit(data));
        Assert.StartsWith($"Schema mismatch for input column '{column}': {message}", error.Message);
    }

    [Fact]
    public void VectorOfUnknownSizeIsRefused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Array.Empty<VariableRow>());
        Assert.Contains("'State': expected a known-size vector of Single, or an image of Byte or Single with dimensions [frames, height, width] of at least 36 x 36 pixels, got Vector<Single>", Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo().Fit(data)).Message);
    }

    [Fact]
    public void OutputShapeHasThePredictedAction()
    {
        IDataView data = _ml.Load(TestSteps.Linear(3));
        SchemaShape shape = _ml.Pipeline().Append(_ml.Transforms.CopyColumns("A", "PredictedAction")).GetOutputSchema(Shape(data));
        Assert.Contains(shape, column => column.Name == "A" && column.Kind == SchemaShape.Column.VectorKind.Vector && column.ItemType == NumberDataViewType.Single);
    }

    [Theory]
    [InlineData(nameof(Step.State), float.NaN, "column 'State' holds NaN at slot 1")]
    [InlineData(nameof(Step.Action), float.PositiveInfinity, "column 'Action' holds ∞ at slot 1")]
    [InlineData(nameof(Step.Reward), float.NaN, "column 'Reward' is NaN")]
    public void ValueThatIsNotFiniteIsRefusedNamingTheRow(string column, float value, string message)
    {
        List<Step> steps = TestSteps.Linear(4, 4);
        switch (column)
        {
            case nameof(Step.State): steps[5].State[1] = value; break;
            case nameof(Step.Action): steps[5].Action[1] = value; break;
            default: steps[5].Reward = value; break;
        }
        // No normaliser: it would spread the NaN of one row over all.
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.ReturnsToGo().Append(_ml.OfflineRL().Trainers.LaMo(TestSteps.SmallOptions())).Fit(_ml.Load(steps)));
        Assert.Contains("Row 5: ", error.Message);
        Assert.Contains(message, error.Message.Replace("Infinity", "∞"));
    }

    [Fact]
    public void EmptyDataIsRefused()
    {
        IEstimator<ITransformer> pipeline = _ml.Transforms.ReturnsToGo().Append(_ml.OfflineRL().Trainers.LaMo(TestSteps.SmallOptions()));
        Assert.Contains("no rows", Assert.Throws<InvalidOperationException>(() => pipeline.Fit(_ml.Load([]))).Message);
    }

    [Fact]
    public void InterleavedEpisodesAreRefusedNamingTheRow()
    {
        List<Step> steps = TestSteps.Linear(2, 2);
        steps[3].EpisodeId = 0;
        Assert.Contains("Row 3: episode '0'", Assert.Throws<InvalidOperationException>(() => _ml.Pipeline().Fit(_ml.Load(steps))).Message);
    }

    [Fact]
    public void StepsOutOfOrderAreRefusedNamingTheRow()
    {
        List<Step> steps = TestSteps.Linear(3, 3);
        steps[5].Timestep = 1;
        Assert.Contains("Row 5: column 'Timestep' is 1 after 1", Assert.Throws<InvalidOperationException>(() => _ml.Pipeline().Fit(_ml.Load(steps))).Message);
    }

    [Fact]
    public void EpisodesOfOneStepAreTrainedAndScored()
    {
        IDataView data = _ml.Load(TestSteps.Linear(1, 1, 1));
        Assert.Equal(3, TestSteps.PredictedActions(_ml.Pipeline().Fit(data).Transform(data)).Length);
    }

    [Fact]
    public void ProgressIsReportedAndLogged()
    {
        var logged = new List<string>();
        _ml.Log += (_, message) => logged.Add(message.Message);
        var reports = new List<TrainingProgress>();
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.NumberOfSteps = 60;
        options.Progress = new Recorder(reports);
        _ml.Pipeline(options).Fit(_ml.Load(TestSteps.Linear(5, 5)));
        Assert.Equal([50, 60], reports.Select(report => report.Step));
        Assert.All(reports, report => Assert.True(report.Loss > 0 && report.Steps == 60));
        Assert.Contains(logged, message => message.Contains("Kind=Info") && message.Contains("Training on 10 steps of 2 episodes"));
        Assert.Contains(logged, message => message.Contains("Step 50 of 60: loss "));
        Assert.DoesNotContain(logged, message => message.Contains("Kind=Warning"));
    }

    [Fact]
    public void StateThatIsNotNormalisedIsWarnedAbout()
    {
        var warnings = new List<LoggingEventArgs>();
        _ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                warnings.Add(message);
        };
        _ml.Transforms.ReturnsToGo().Append(_ml.OfflineRL().Trainers.LaMo(TestSteps.SmallOptions())).Fit(_ml.Load(TestSteps.Linear(5)));
        Assert.Contains("'State' is not normalised", Assert.Single(warnings).RawMessage);
    }

    [Fact]
    public void TrainingCanBeCancelled()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.CancellationToken = new CancellationToken(canceled: true);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Throws<OperationCanceledException>(() => _ml.Pipeline(options).Fit(_ml.Load(TestSteps.Linear(5))));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void CancelledTrainingGoesOnWhenFittedAgain()
    {
        string folder = Directory.CreateTempSubdirectory("lamo-checkpoint-").FullName;
        try
        {
            IDataView data = _ml.Load(TestSteps.Linear(6, 6, 6));
            float[][] expected = TestSteps.PredictedActions(_ml.Pipeline(Options()).Fit(data).Transform(data));

            using var cancellation = new CancellationTokenSource();
            LaMoTrainer.Options cancelled = Options();
            (cancelled.CheckpointFolder, cancelled.CancellationToken, cancelled.Progress) = (folder, cancellation.Token, new Canceller(cancellation));
            Assert.Throws<OperationCanceledException>(() => _ml.Pipeline(cancelled).Fit(data));
            LaMoTrainer.Options resumed = Options();
            resumed.CheckpointFolder = folder;
            Assert.Equal(expected, TestSteps.PredictedActions(_ml.Pipeline(resumed).Fit(data).Transform(data)));
            resumed.Seed = 6;
            Assert.Contains("Seed is 5 there and 6 here", Assert.Throws<InvalidOperationException>(() => _ml.Pipeline(resumed).Fit(data)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static LaMoTrainer.Options Options()
        {
            LaMoTrainer.Options options = TestSteps.SmallOptions();
            (options.Seed, options.NumberOfSteps, options.ValidationFraction, options.ValidationInterval, options.GradientAccumulationSteps) = (5, 90, 0.3, 30, 2);
            return options;
        }
    }

    [Fact]
    public void ValidationLossIsReportedAndEndsTraining()
    {
        var reports = new List<TrainingProgress>();
        var logged = new List<string>();
        _ml.Log += (_, message) => logged.Add(message.Message);
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        // A learning rate too small to change the loss: the first validation stays the best.
        (options.NumberOfSteps, options.LearningRate, options.TransformerLearningRate) = (500, 1e-30, 0);
        (options.ValidationFraction, options.ValidationInterval, options.Patience, options.Progress) = (0.5, 10, 2, new Recorder(reports));
        _ml.Pipeline(options).Fit(_ml.Load(TestSteps.Linear(5, 5)));
        Assert.Equal([10, 20, 30], reports.Select(report => report.Step));
        Assert.All(reports, report => Assert.True(report.ValidationLoss > 0));
        Assert.Contains(logged, message => message.Contains("Step 30 of 500: loss ") && message.Contains(", validation loss "));
    }

    [Fact]
    public void DataIsReadOnce()
    {
        int enumerations = 0;
        IEnumerable<Step> Steps()
        {
            enumerations++;
            foreach (Step step in TestSteps.Linear(5, 5))
                yield return step;
        }
        IDataView data = _ml.Transforms.CopyColumns("ReturnToGo", "Reward").Fit(_ml.Load([])).Transform(_ml.Load(Steps()));
        _ml.OfflineRL().Trainers.LaMo(TestSteps.SmallOptions()).Fit(data);
        Assert.Equal(1, enumerations);
    }

    [Theory]
    [InlineData(nameof(LaMoTrainer.Options.ContextLength), 0)]
    [InlineData(nameof(LaMoTrainer.Options.NumberOfSteps), -1)]
    [InlineData(nameof(LaMoTrainer.Options.Width), 15)]
    [InlineData(nameof(LaMoTrainer.Options.WarmupSteps), -1)]
    [InlineData(nameof(LaMoTrainer.Options.Dropout), 1.0)]
    [InlineData(nameof(LaMoTrainer.Options.LearningRate), double.NaN)]
    [InlineData(nameof(LaMoTrainer.Options.WeightDecay), -1.0)]
    [InlineData(nameof(LaMoTrainer.Options.StateColumnName), "")]
    [InlineData(nameof(LaMoTrainer.Options.ScoreColumnName), "")]
    [InlineData(nameof(LaMoTrainer.Options.AdamEpsilon), 0.0)]
    [InlineData(nameof(LaMoTrainer.Options.GradientAccumulationSteps), 3)]
    [InlineData(nameof(LaMoTrainer.Options.ValidationFraction), 1.0)]
    [InlineData(nameof(LaMoTrainer.Options.ValidationInterval), 0)]
    [InlineData(nameof(LaMoTrainer.Options.Patience), 0)]
    [InlineData(nameof(LaMoTrainer.Options.Patience), 2)]
    [InlineData(nameof(LaMoTrainer.Options.CheckpointFolder), "")]
    [InlineData(nameof(LaMoTrainer.Options.CheckpointInterval), 0)]
    [InlineData(nameof(LaMoTrainer.Options.TransformerWeightDecay), -1.0)]
    [InlineData(nameof(LaMoTrainer.Options.SharedProjections), true)]
    [InlineData(nameof(LaMoTrainer.Options.Activation), (Gpt2Activation)7)]
    public void OptionOutsideItsRangeIsRefusedByName(string option, object value)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        typeof(LaMoTrainer.Options).GetProperty(option)!.SetValue(options, value);
        Assert.Throws<ArgumentOutOfRangeException>(option, () => _ml.OfflineRL().Trainers.LaMo(options));
    }

    [Fact]
    public void ScheduleByTokensOutsideItsRangeIsRefused()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.TokenSchedule = new TokenSchedule { WarmupTokens = 5, FinalTokens = 4 };
        Assert.Throws<ArgumentOutOfRangeException>(nameof(TokenSchedule.FinalTokens), () => _ml.OfflineRL().Trainers.LaMo(options));
    }

    [Fact]
    public void AdaptationOutsideItsRangeIsRefusedByName()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.Adaptation = new Adaptation { LastBlocks = 2 };
        Assert.Contains("LastBlocks must lie in 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(nameof(options.Adaptation), () => _ml.OfflineRL().Trainers.LaMo(options)).Message);
    }

    private static SchemaShape Shape(IDataView data)
    {
        SchemaShape? shape = null;
        var probe = new ShapeProbe(found => shape = found);
        new EstimatorChain<ITransformer>().Append(probe).Fit(data);
        return shape!;
    }

    private static IEnumerable<Step> Unreadable()
    {
        Assert.Fail("A row was read.");
        yield break;
    }

    private sealed class VariableRow
    {
        public int EpisodeId { get; set; }

        public int Timestep { get; set; }

        public float[] State { get; set; } = [];

        [VectorType(2)]
        public float[] Action { get; set; } = [];

        public float ReturnToGo { get; set; }
    }

    private sealed class Recorder(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => cancellation.Cancel();
    }

    /// <summary>An estimator that does nothing but tell the shape that a chain gives it.</summary>
    private sealed class ShapeProbe(Action<SchemaShape> tell) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            tell(inputSchema);
            return inputSchema;
        }
    }
}
