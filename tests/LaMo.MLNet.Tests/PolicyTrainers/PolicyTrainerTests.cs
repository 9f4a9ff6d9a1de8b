using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace LaMo.MLNet.Tests;

/// <summary>What every trainer of policies must do.</summary>
public class PolicyTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => PolicyTrainers.Names;

    [Theory]
    [MemberData(nameof(Trainers))]
    public void EqualSeedsGiveEqualModels(string trainer)
    {
        IDataView data = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(6, 6));
        float[][] Fit(int seed)
        {
            ITransformer model = PolicyTrainers.Pipeline(new MLContext(seed), PolicyTrainers.Options(trainer)).Fit(data);
            float[][] scores = PolicyTrainers.Scores(trainer, model.Transform(data));
            ((IDisposable)model).Dispose();
            return scores;
        }
        float[][] first = Fit(3);
        Assert.Equal(first, Fit(3));
        Assert.NotEqual(first, Fit(4));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void CancelledTrainingGoesOnWhenFittedAgain(string trainer)
    {
        string folder = Directory.CreateTempSubdirectory("lamo-checkpoint-").FullName;
        try
        {
            IDataView data = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(6, 6, 6));
            float[][] expected = Scores(Options());
            using var cancellation = new CancellationTokenSource();
            PolicyTrainerOptions cancelled = Options();
            (cancelled.CheckpointFolder, cancelled.CancellationToken, cancelled.Progress) = (folder, cancellation.Token, new Canceller(cancellation));
            long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            Assert.Throws<OperationCanceledException>(() => PolicyTrainers.Pipeline(_ml, cancelled).Fit(data));
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            PolicyTrainerOptions resumed = Options();
            resumed.CheckpointFolder = folder;
            Assert.Equal(expected, Scores(resumed));

            float[][] Scores(PolicyTrainerOptions options)
            {
                ITransformer model = PolicyTrainers.Pipeline(_ml, options).Fit(data);
                float[][] scores = PolicyTrainers.Scores(trainer, model.Transform(data));
                ((IDisposable)model).Dispose();
                return scores;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        PolicyTrainerOptions Options()
        {
            PolicyTrainerOptions options = PolicyTrainers.Options(trainer);
            (options.Seed, options.NumberOfSteps) = (5, 150);
            return options;
        }
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void ModelIsShownWhileItIsTrainedAndTrainingGoesOnAsWithout(string trainer)
    {
        IDataView data = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(6, 6, 6));
        List<(int Step, float[][] Scores)> seen = [];
        float[][] expected = Train(25, null);
        Assert.Equal(expected, Train(25, new Snapshots<ITransformer>(10, (step, model) => seen.Add((step, PolicyTrainers.Scores(trainer, model.Transform(data)))))));
        Assert.Equal([10, 20], seen.Select(look => look.Step));
        Assert.NotEqual(seen[0].Scores, seen[1].Scores);
        Assert.NotEqual(expected, seen[1].Scores);

        float[][] Train(int steps, Snapshots<ITransformer>? snapshots)
        {
            PolicyTrainerOptions options = PolicyTrainers.Options(trainer);
            (options.Seed, options.NumberOfSteps, options.Snapshots) = (5, steps, snapshots);
            ITransformer model = PolicyTrainers.Create(_ml, options).Fit(data);
            float[][] scores = PolicyTrainers.Scores(trainer, model.Transform(data));
            ((IDisposable)model).Dispose();
            return scores;
        }
    }

    [Theory]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.EpisodeIdColumnName))]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.TimestepColumnName))]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.StateColumnName))]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.ActionColumnName))]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.RewardColumnName))]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.TerminalColumnName))]
    [InlineData("BehaviorCloning of the last 3 states", nameof(PolicyTrainerOptions.RewardColumnName))]
    public void MissingColumnIsFoundBeforeAnyRowIsRead(string trainer, string option)
    {
        PolicyTrainerOptions options = PolicyTrainers.Options(trainer);
        options.GetType().GetProperty(option)!.SetValue(options, "zz");
        IDataView data = _ml.Load(Unreadable());
        Assert.StartsWith("Could not find input column 'zz'", Assert.Throws<ArgumentOutOfRangeException>(() => PolicyTrainers.Create(_ml, options).Fit(data)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Copy", "Reward").Append(PolicyTrainers.Create(_ml, options)).Fit(data));
    }

    [Fact]
    public void CloningAllEpisodesReadsNoRewards()
    {
        IDataView data = _ml.Load(TestSteps.Linear(4, 4));
        IDataView unrewarded = _ml.Transforms.DropColumns("Reward", "Terminal", "Timeout").Fit(data).Transform(data);
        ((IDisposable)PolicyTrainers.Create(_ml, PolicyTrainers.Options("BehaviorCloning")).Fit(unrewarded)).Dispose();
    }

    [Theory]
    [InlineData("Td3Bc")]
    [InlineData("Iql")]
    public void DiscreteActionsAreRefusedWhereOnlyContinuousOnesAreTaken(string trainer)
    {
        IDataView data = PolicyTrainers.Load(_ml, "discrete Cql", TestSteps.Linear(4));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => PolicyTrainers.Create(_ml, PolicyTrainers.Options(trainer)).Fit(data));
        Assert.StartsWith("Schema mismatch for input column 'Action': expected a known-size vector of Single, got Key<UInt32, 0-2>", error.Message);
    }

    [Theory]
    [InlineData(nameof(Step.State), "column 'State' holds NaN at slot 1")]
    [InlineData(nameof(Step.Action), "column 'Action' holds 2.5, beyond the largest action of 2; set MaxAction")]
    [InlineData(nameof(Step.Reward), "column 'Reward' holds NaN")]
    [InlineData(nameof(Step.Timestep), "column 'Timestep' is 0 after 0")]
    public void FaultyRowIsRefusedByNumber(string column, string message)
    {
        List<Step> steps = TestSteps.Linear(4, 4);
        switch (column)
        {
            case nameof(Step.State): steps[5].State[1] = float.NaN; break;
            case nameof(Step.Action): steps[5].Action[1] = 2.5f; break;
            case nameof(Step.Reward): steps[5].Reward = float.NaN; break;
            default: steps[5].Timestep = 0; break;
        }
        string text = Assert.Throws<InvalidOperationException>(() => PolicyTrainers.Create(_ml, PolicyTrainers.Options("Td3Bc")).Fit(_ml.Load(steps))).Message;
        Assert.Contains("Row 5: ", text);
        Assert.Contains(message, text);
    }

    [Fact]
    public void EmptyDataIsRefused() =>
        Assert.Contains("no rows", Assert.Throws<InvalidOperationException>(() => PolicyTrainers.Create(_ml, PolicyTrainers.Options("Iql")).Fit(_ml.Load([]))).Message);

    [Fact]
    public void ProgressIsReportedAndLogged()
    {
        var logged = new List<string>();
        _ml.Log += (_, message) => logged.Add(message.Message);
        var reports = new List<TrainingProgress>();
        PolicyTrainerOptions options = PolicyTrainers.Options("Iql");
        (options.NumberOfSteps, options.Progress) = (120, new Recorder(reports));
        ((IDisposable)PolicyTrainers.Pipeline(_ml, options).Fit(_ml.Load(TestSteps.Linear(5, 5)))).Dispose();
        Assert.Equal([100, 120], reports.Select(report => report.Step));
        Assert.Equal(["critic loss", "value loss", "actor loss", "value"], reports[0].Metrics.Select(metric => metric.Name));
        Assert.Contains(logged, message => message.Contains("Kind=Info") && message.Contains("Training on 10 steps of 2 episodes"));
        Assert.Contains(logged, message => message.Contains("Step 100 of 120: critic loss ") && message.Contains(", actor loss "));
        Assert.DoesNotContain(logged, message => message.Contains("Kind=Warning"));
    }

    [Fact]
    public void StateThatIsNotNormalisedIsWarnedAbout()
    {
        var warnings = new List<string>();
        _ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
                warnings.Add(message.RawMessage);
        };
        ((IDisposable)PolicyTrainers.Create(_ml, PolicyTrainers.Options("BehaviorCloning")).Fit(_ml.Load(TestSteps.Linear(5)))).Dispose();
        Assert.Contains("'State' is not normalised", Assert.Single(warnings));
    }

    [Theory]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.StateColumnName), "")]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.TerminalColumnName), "")]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.ValueColumnName), null)]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.HiddenSizes), new int[0])]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.HiddenSizes), new[] { 8, 0 })]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.MaxAction), 0f)]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.NumberOfSteps), 0)]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.BatchSize), -1)]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.NumberOfThreads), 0)]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.CheckpointFolder), "")]
    [InlineData("Td3Bc", nameof(PolicyTrainerOptions.CheckpointInterval), 0)]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.Discount), 1.0)]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.Polyak), 0.0)]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.RewardScale), double.NaN)]
    [InlineData("Td3Bc", nameof(ValueTrainerOptions.RewardShift), double.PositiveInfinity)]
    [InlineData("Td3Bc", nameof(Td3BcTrainer.Options.LearningRate), 0.0)]
    [InlineData("Td3Bc", nameof(Td3BcTrainer.Options.Alpha), -1.0)]
    [InlineData("Td3Bc", nameof(Td3BcTrainer.Options.PolicyNoise), -1.0)]
    [InlineData("Td3Bc", nameof(Td3BcTrainer.Options.NoiseClip), double.NaN)]
    [InlineData("Td3Bc", nameof(Td3BcTrainer.Options.PolicyInterval), 0)]
    [InlineData("BehaviorCloning", nameof(BehaviorCloningTrainer.Options.LearningRate), 0.0)]
    [InlineData("BehaviorCloning", nameof(BehaviorCloningTrainer.Options.ContextLength), 0)]
    [InlineData("BehaviorCloning", nameof(BehaviorCloningTrainer.Options.BestFraction), 1.5)]
    [InlineData("Iql", nameof(IqlTrainer.Options.LearningRate), -1.0)]
    [InlineData("Iql", nameof(IqlTrainer.Options.Expectile), 1.0)]
    [InlineData("Iql", nameof(IqlTrainer.Options.InverseTemperature), -1.0)]
    [InlineData("Iql", nameof(IqlTrainer.Options.MaxWeight), 0.0)]
    [InlineData("Cql", nameof(CqlTrainer.Options.ActorLearningRate), 0.0)]
    [InlineData("Cql", nameof(CqlTrainer.Options.CriticLearningRate), 0.0)]
    [InlineData("Cql", nameof(CqlTrainer.Options.Alpha), -1.0)]
    [InlineData("Cql", nameof(CqlTrainer.Options.SampledActions), 0)]
    [InlineData("Cql", nameof(CqlTrainer.Options.Temperature), 0.0)]
    [InlineData("Cql", nameof(CqlTrainer.Options.LagrangeThreshold), double.NaN)]
    public void OptionOutsideItsRangeIsRefusedByName(string trainer, string option, object? value)
    {
        PolicyTrainerOptions options = PolicyTrainers.Options(trainer);
        options.GetType().GetProperty(option)!.SetValue(options, value);
        Assert.Throws<ArgumentOutOfRangeException>(option, () => PolicyTrainers.Create(_ml, options));
    }

    [Fact]
    public void DefaultsAreThoseUsualForMuJoCo()
    {
        var cql = new CqlTrainer.Options();
        Assert.Equal([256, 256, 256], cql.HiddenSizes);
        Assert.Equal((3e-5, 3e-4, 10.0, 10, 1.0, null), (cql.ActorLearningRate, cql.CriticLearningRate, cql.Alpha, cql.SampledActions, cql.Temperature, cql.LagrangeThreshold));
        Assert.Equal((256, 1_000_000, 0.99, 0.005), (cql.BatchSize, cql.NumberOfSteps, cql.Discount, cql.Polyak));
        var iql = new IqlTrainer.Options();
        Assert.Equal((3e-4, 0.7, 3.0, 100.0, true), (iql.LearningRate, iql.Expectile, iql.InverseTemperature, iql.MaxWeight, iql.NormalizeRewards));
        var td3Bc = new Td3BcTrainer.Options();
        Assert.Equal((3e-4, 2.5, 0.2, 0.5, 2, false), (td3Bc.LearningRate, td3Bc.Alpha, td3Bc.PolicyNoise, td3Bc.NoiseClip, td3Bc.PolicyInterval, td3Bc.NormalizeRewards));
        Assert.Equal([256, 256], td3Bc.HiddenSizes);
    }

    private static IEnumerable<Step> Unreadable()
    {
        Assert.Fail("A row was read.");
        yield break;
    }

    private sealed class Recorder(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => cancellation.Cancel();
    }
}
