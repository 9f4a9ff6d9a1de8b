using LaMo.Core.Evaluation.OffPolicy;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public class EvaluateOffPolicyTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EstimatesAreThoseOfTheRows()
    {
        // One state, two actions that earn 1 and 3 and end; b chose each half of the time, the policy takes the second in three of four.
        IDataView scored = Discrete(100);
        OffPolicyEstimates estimates = _ml.OfflineRL().EvaluateOffPolicy(scored, Linear(options => options.BehaviourProbabilityColumnName = "Probability"));
        Assert.Equal(2, estimates.LoggedReturn.Value, 1e-6);
        Assert.All(estimates.All.Skip(1), estimate => Assert.Equal(2.5, estimate.Value, 1e-4));
        Assert.All(estimates.All.Skip(1), estimate => Assert.Empty(estimate.Warnings));
        // Weights 1/2 and 3/2, as often.
        Assert.Equal(100 * 4 / 5.0, estimates.WeightedImportanceSampling.EffectiveSampleSize, 1e-4);
        Assert.Equal(BehaviourSource.Logged, estimates.BehaviourSource);

        OffPolicyEstimates counted = _ml.OfflineRL().EvaluateOffPolicy(scored, Linear());
        Assert.Equal(BehaviourSource.Counts, counted.BehaviourSource);
        Assert.Equal(2.5, counted.DoublyRobust.Value, 1e-4);
    }

    [Fact]
    public void PolicyThatTakesTheMostProbableActionCanBeJudged()
    {
        OffPolicyEstimates estimates = _ml.OfflineRL().EvaluateOffPolicy(Discrete(100), Linear(options => options.TakesMostProbableAction = true));
        Assert.All(estimates.All.Skip(1), estimate => Assert.Equal(3, estimate.Value, 1e-4));
        // Weights 0 and 2.
        Assert.Equal(50, estimates.WeightedImportanceSampling.EffectiveSampleSize, 1e-4);
    }

    [Fact]
    public void TrainedDiscretePolicyIsEvaluatedInEveryWay()
    {
        // The better of two actions is the one that the state's first value names; it was taken two times in three.
        var random = new Random(3);
        List<Step> steps = [];
        for (int i = 0; i < 240; i++)
        {
            int better = random.Next(2), action = random.Next(3) > 0 ? better : 1 - better;
            steps.Add(new Step { EpisodeId = i / 4, Timestep = i % 4, State = [better, 1 - better], Action = [action], Reward = action == better ? 1 : 0, Terminal = i % 4 == 3 });
        }
        IDataView data = _ml.OfflineRL().LoadFromSteps(steps, stateSize: 2, actionSize: 1, actionCount: 2);
        IEstimator<ITransformer> pipeline = _ml.Transforms.ReturnsToGo(scale: 4).Append(_ml.OfflineRL().Trainers.LaMo(TestSteps.SmallOptions()));
        IDataView scored = pipeline.Fit(data).Transform(data);

        var metrics = Assert.IsType<DiscreteActionMetrics>(_ml.OfflineRL().Evaluate(scored));
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal(1, metrics.TopKAccuracy);
        Assert.Equal(metrics.Accuracy, metrics.TopKAccuracyForAllK[0]);
        Assert.All(_ml.OfflineRL().CrossValidate(data, pipeline, numberOfFolds: 2), fold => Assert.Equal(120, fold.Metrics.RowCount));
        OffPolicyEstimates estimates = _ml.OfflineRL().EvaluateOffPolicy(scored, Linear());
        Assert.Equal(BehaviourSource.Counts, estimates.BehaviourSource);
        Assert.All(estimates.All, estimate => Assert.InRange(estimate.Value, 0, 4));
    }

    [Fact]
    public void ResultsFollowFromTheSeedAndTheLevel()
    {
        IDataView scored = Discrete(31);
        double Lower(OffPolicyOptions options, int seed = 1) => new MLContext(seed).OfflineRL().EvaluateOffPolicy(scored, options).WeightedImportanceSampling.LowerBound;
        Assert.Equal(Lower(Linear()), Lower(Linear()));
        Assert.Equal(Lower(Linear(options => options.Seed = 5)), Lower(Linear(options => options.Seed = 5), seed: 2));
        Assert.True(Lower(Linear(options => options.ConfidenceLevel = 0.5)) > Lower(Linear()));
    }

    [Fact]
    public void ContinuousPolicyIsJudgedByWhatItPredicts()
    {
        IDataView data = _ml.Load(TestSteps.Linear(8, 8, 8, 8));
        IDataView scored = _ml.Pipeline().Fit(data).Transform(data);
        var options = new OffPolicyOptions { NumberOfSteps = 60, NumberOfReplicates = 2, NumberOfBootstrapSamples = 50, HiddenSize = 8, Discount = 0.9 };
        OffPolicyEstimates deterministic = _ml.OfflineRL().EvaluateOffPolicy(scored, options);
        Assert.True(double.IsFinite(deterministic.FittedQEvaluation.Value));
        Assert.Contains(deterministic.WeightedImportanceSampling.Warnings, warning => warning.Kind == OffPolicyWarningKind.NoPolicyDensity);
        options.PolicyStandardDeviation = 0.5f;
        OffPolicyEstimates noisy = _ml.OfflineRL().EvaluateOffPolicy(scored, options);
        Assert.Equal(BehaviourSource.Cloning, noisy.BehaviourSource);
        Assert.All(noisy.All, estimate => Assert.InRange(estimate.Value, estimate.LowerBound - 100, estimate.UpperBound + 100));
    }

    [Fact]
    public void DiscountAndTerminalStepsCount()
    {
        // Two steps, rewards 0 and 4, in two episodes; the second was cut.
        Row[] rows = [.. Enumerable.Range(0, 4).Select(i => new Row { EpisodeId = i / 2, Timestep = i % 2, State = [i % 2, 1 - i % 2], Score = [0.5f, 0.5f], Reward = 4 * (i % 2), Terminal = i == 1, Probability = 0.5f })];
        OffPolicyEstimates estimates = _ml.OfflineRL().EvaluateOffPolicy(_ml.Data.LoadFromEnumerable(rows), Linear(options =>
        {
            options.Discount = 0.5;
            options.BehaviourProbabilityColumnName = "Probability";
        }));
        Assert.Equal(2, estimates.LoggedReturn.Value, 1e-6);
        Assert.Contains(estimates.LoggedReturn.Warnings, warning => warning.Kind == OffPolicyWarningKind.CutEpisodes);
    }

    [Fact]
    public void WarningsAreLogged()
    {
        var messages = new List<string>();
        _ml.Log += (_, e) => messages.Add(e.Message);
        OffPolicyEstimates estimates = _ml.OfflineRL().EvaluateOffPolicy(Discrete(4), Linear());
        Assert.NotEmpty(estimates.DoublyRobust.Warnings);
        Assert.All(estimates.DoublyRobust.Warnings, warning => Assert.Single(messages, message => message.Contains("Kind=Warning") && message.EndsWith(warning.Message, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("EpisodeIdColumnName")]
    [InlineData("TimestepColumnName")]
    [InlineData("StateColumnName")]
    [InlineData("ActionColumnName")]
    [InlineData("RewardColumnName")]
    [InlineData("TerminalColumnName")]
    [InlineData("ScoreColumnName")]
    [InlineData("BehaviourProbabilityColumnName")]
    public void SchemaFaultsAreFoundBeforeAnyRowIsRead(string option)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Unreadable());
        foreach ((string column, string message) in new[] { ("zz", "Could not find input column 'zz'"), ("Wrong", "Schema mismatch for input column 'Wrong'") })
        {
            var options = new OffPolicyOptions();
            typeof(OffPolicyOptions).GetProperty(option)!.SetValue(options, column);
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>("inputSchema", () => _ml.OfflineRL().EvaluateOffPolicy(data, options)).Message);
        }
    }

    [Theory]
    [InlineData("Discount", 0.0)]
    [InlineData("Discount", 1.1)]
    [InlineData("ConfidenceLevel", 1.0)]
    [InlineData("LearningRate", double.NaN)]
    [InlineData("NumberOfBootstrapSamples", 1)]
    [InlineData("NumberOfReplicates", 1)]
    [InlineData("NumberOfSteps", 0)]
    [InlineData("HiddenSize", 0)]
    [InlineData("BatchSize", -1)]
    [InlineData("PolicyStandardDeviation", 0f)]
    [InlineData("StateColumnName", "")]
    public void OptionsOutsideTheirRangeAreRefused(string option, object value)
    {
        var options = new OffPolicyOptions();
        typeof(OffPolicyOptions).GetProperty(option)!.SetValue(options, value);
        Assert.Throws<ArgumentOutOfRangeException>(option, () => _ml.OfflineRL().EvaluateOffPolicy(Discrete(4), options));
    }

    [Fact]
    public void FaultyRowsAreNamed()
    {
        AssertFault("Row 2: column 'Reward' holds NaN", row => row.Reward = float.NaN);
        AssertFault("Row 2: column 'State' holds NaN", row => row.State = [1, float.NaN]);
        AssertFault("Row 2: column 'Score' holds probabilities that add up to 0.5", row => row.Score = [0.5f, 0]);
        AssertFault("Row 2: column 'Action' is missing", row => row.Action = 7);
        AssertFault("Row 2: column 'Probability' is 0, with which the logged action cannot have been chosen", row => row.Probability = 0);
        AssertFault("Row 2: column 'Probability' is 1.5", row => row.Probability = 1.5f);
        AssertFault("Row 2: column 'Terminal' was true at the row before, but its episode goes on", row => (row.EpisodeId, row.Timestep) = (1, 1));
        Assert.Contains("There is no row", Assert.Throws<InvalidOperationException>(() => _ml.OfflineRL().EvaluateOffPolicy(Discrete(0))).Message);
    }

    private void AssertFault(string message, Action<Row> change)
    {
        Row[] rows = Rows(4);
        change(rows[2]);
        var error = Assert.Throws<InvalidOperationException>(() => _ml.OfflineRL().EvaluateOffPolicy(_ml.Data.LoadFromEnumerable(rows), Linear(options => options.BehaviourProbabilityColumnName = "Probability")));
        Assert.Contains(message, error.Message);
    }

    private static OffPolicyOptions Linear(Action<OffPolicyOptions>? change = null)
    {
        var options = new OffPolicyOptions { LinearValues = true };
        change?.Invoke(options);
        return options;
    }

    private static Row[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Row { EpisodeId = i, Action = (uint)(i % 2), Reward = 1 + 2 * (i % 2), Terminal = true, State = [1, 0], Score = [0.25f, 0.75f], Probability = 0.5f })];

    private IDataView Discrete(int count) => _ml.Data.LoadFromEnumerable(Rows(count));

    private static IEnumerable<Row> Unreadable()
    {
        Assert.Fail("A row was read.");
        yield break;
    }

    private sealed class Row
    {
        public int EpisodeId { get; set; }

        public int Timestep { get; set; }

        [VectorType(2)]
        public float[] State { get; set; } = [];

        [KeyType(2)]
        public uint Action { get; set; }

        public float Reward { get; set; }

        public bool Terminal { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];

        public float Probability { get; set; }

        public double Wrong { get; set; }
    }
}
