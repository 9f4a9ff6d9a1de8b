using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace LaMo.MLNet.Tests;

/// <summary>What every trained policy must do.</summary>
public class PolicyTransformerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => PolicyTrainers.Names;

    public static TheoryData<string> MarkovTrainers => PolicyTrainers.MarkovNames;

    [Theory]
    [MemberData(nameof(Trainers))]
    public void SchemaHasWhatScoringAdds(string trainer)
    {
        IDataView data = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(9, 3));
        // A step that needs the added columns finds them in the shape that the trainer announces.
        string[] added = ["PredictedAction", .. PolicyTrainers.IsDiscrete(trainer) ? ["Score"] : (string[])[], .. PolicyTrainers.HasValues(trainer) ? ["Value"] : (string[])[]];
        IEstimator<ITransformer> pipeline = PolicyTrainers.Pipeline(_ml, PolicyTrainers.Options(trainer));
        foreach (string name in added)
            pipeline = pipeline.Append(_ml.Transforms.CopyColumns("Copy" + name, name));
        ITransformer model = pipeline.Fit(data);
        DataViewSchema schema = model.GetOutputSchema(data.Schema);
        Assert.Equal([.. data.Schema.Select(column => column.Name), .. added, .. added.Select(name => "Copy" + name)], schema.Select(column => column.Name).Distinct());
        Assert.Equal(PolicyTrainers.IsDiscrete(trainer) ? "Key<UInt32, 0-2>" : "Vector<Single, 2>", schema["PredictedAction"].Type.ToString());
        if (PolicyTrainers.IsDiscrete(trainer))
            Assert.Equal("Vector<Single, 3>", schema["Score"].Type.ToString());
        if (PolicyTrainers.HasValues(trainer))
            Assert.Equal(NumberDataViewType.Single, schema["Value"].Type);
        ((IDisposable)model).Dispose();
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void SavedAndLoadedModelScoresTheSameToTheLastBit(string trainer)
    {
        IDataView data = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(9, 3, 1, 12));
        ITransformer model = Fit(trainer, data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal(PolicyTrainers.Scores(trainer, model.Transform(data)), PolicyTrainers.Scores(trainer, loaded.Transform(data)));
        ((IDisposable)model).Dispose();
        ((IDisposable)loaded).Dispose();
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void ScoresDoNotDependOnHowTheRowsFallIntoBatches(string trainer)
    {
        IDataView few = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(9));
        ITransformer model = Fit(trainer, few);
        // 60 times the same episode: 540 rows, so that batches end inside episodes.
        List<Step> repeated = [.. Enumerable.Range(0, 60).SelectMany(episode => TestSteps.Linear(9).Select(step =>
        {
            step.EpisodeId = episode;
            return step;
        }))];
        float[][] alone = PolicyTrainers.Scores(trainer, model.Transform(few));
        float[][] many = PolicyTrainers.Scores(trainer, model.Transform(PolicyTrainers.Load(_ml, trainer, repeated)));
        Assert.Equal(540, many.Length);
        for (int row = 0; row < many.Length; row++)
            Assert.Equal(alone[row % 9], many[row], (a, b) => Math.Abs(a - b) < 1e-5f);
        ((IDisposable)model).Dispose();
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void PolicyActsAsScoringOfTheSameSteps(string trainer)
    {
        List<Step> steps = TestSteps.Linear(10, 7);
        IDataView data = PolicyTrainers.Load(_ml, trainer, steps);
        ITransformer model = Fit(trainer, data);
        float[][] scores = PolicyTrainers.Scores(trainer, model.Transform(data));
        IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy(model, data.Schema);
        for (int row = 0; row < steps.Count; row++)
        {
            if (steps[row].Timestep == 0)
                policy.Reset(targetReturn: 0);
            float[] action = policy.Act(steps[row].State);
            policy.Observe(steps[row].Reward);
            float[] expected = PolicyTrainers.IsDiscrete(trainer) ? [scores[row][0] - 1] : scores[row][..2];
            Assert.Equal(expected, action, (a, b) => Math.Abs(a - b) < 1e-5f);
        }
        ((IDisposable)model).Dispose();
    }

    [Theory]
    [MemberData(nameof(MarkovTrainers))]
    public void PredictionEngineGivesWhatScoringGives(string trainer)
    {
        List<Step> steps = TestSteps.Linear(9, 3);
        IDataView data = PolicyTrainers.Load(_ml, trainer, steps);
        ITransformer model = Fit(trainer, data);
        float[][] expected = PolicyTrainers.Scores(trainer, model.Transform(data));
        // Neither action nor reward is known where a policy acts.
        SchemaDefinition inputs = SchemaDefinition.Create(typeof(Observation));
        inputs[nameof(Observation.State)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, TestSteps.StateSize);
        Func<float[], float[]> predict = PolicyTrainers.IsDiscrete(trainer) ? Engine<DiscreteChoice>() : PolicyTrainers.HasValues(trainer) ? Engine<ValuedAction>() : Engine<Choice>();
        for (int row = 0; row < steps.Count; row++)
            Assert.Equal(expected[row], predict(steps[row].State), (a, b) => Math.Abs(a - b) < 1e-5f);
        ((IDisposable)model).Dispose();

        Func<float[], float[]> Engine<T>()
            where T : class, IChoice, new()
        {
            SchemaDefinition outputs = SchemaDefinition.Create(typeof(T));
            if (!PolicyTrainers.HasValues(trainer) && outputs.FirstOrDefault(column => column.MemberName == "Value") is { } absent)
                outputs.Remove(absent);
            PredictionEngine<Observation, T> engine = _ml.Model.CreatePredictionEngine<Observation, T>(model, ignoreMissingColumns: false, inputs, outputs);
            return state => engine.Predict(new Observation { State = state }).Numbers(PolicyTrainers.HasValues(trainer));
        }
    }

    [Fact]
    public void PolicyOfSeveralStatesIsNoRowToRowMapper()
    {
        IDataView data = _ml.Load(TestSteps.Linear(5));
        using PolicyTransformer model = _ml.OfflineRL().Trainers.BehaviorCloning((BehaviorCloningTrainer.Options)PolicyTrainers.Options("BehaviorCloning of the last 3 states")).Fit(data);
        Assert.False(model.IsRowToRowMapper);
        Assert.Contains("sees the last 3 states", Assert.Throws<InvalidOperationException>(() => model.GetRowToRowMapper(data.Schema)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(_ml.Transforms.DropColumns("EpisodeId").Fit(data).Transform(data)));
    }

    [Fact]
    public void MarkovPolicyScoresStatesAlone()
    {
        IDataView data = _ml.Load(TestSteps.Linear(5, 5));
        ITransformer model = Fit("Td3Bc", data);
        IDataView states = _ml.Transforms.SelectColumns("State").Fit(data).Transform(data);
        Assert.Equal(PolicyTrainers.Scores("Td3Bc", model.Transform(data)), PolicyTrainers.Scores("Td3Bc", model.Transform(states)));
        ((IDisposable)model).Dispose();
    }

    [Fact]
    public void PredictedKeysHaveTheValuesOfTheRecordedOnes()
    {
        IDataView named = _ml.Data.LoadFromEnumerable(TestSteps.Linear(9, 9).Select(step => new NamedStep
        {
            EpisodeId = step.EpisodeId, Timestep = step.Timestep, State = step.State, Action = step.State[0] < 1 ? "left" : "right", Reward = step.Reward,
        }));
        IDataView data = _ml.Transforms.Conversion.MapValueToKey("Action").Fit(named).Transform(named);
        using PolicyTransformer model = _ml.OfflineRL().Trainers.Cql((CqlTrainer.Options)PolicyTrainers.Options("discrete Cql")).Fit(data);
        VBuffer<ReadOnlyMemory<char>> values = default, slots = default;
        DataViewSchema schema = model.GetOutputSchema(data.Schema);
        schema["PredictedAction"].GetKeyValues(ref values);
        schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(["left", "right"], values.DenseValues().Select(value => value.ToString()).Order());
        Assert.Equal(values.DenseValues().Select(value => value.ToString()), slots.DenseValues().Select(value => value.ToString()));
    }

    [Fact]
    public void ScoredDiscreteActionsCanBeEvaluated()
    {
        IDataView data = PolicyTrainers.Load(_ml, "discrete BehaviorCloning", TestSteps.Linear([.. Enumerable.Repeat(10, 20)]));
        PolicyTrainerOptions options = PolicyTrainers.Options("discrete BehaviorCloning");
        ((BehaviorCloningTrainer.Options)options).LearningRate = 1e-2;
        options.NumberOfSteps = 400;
        ITransformer model = PolicyTrainers.Pipeline(_ml, options).Fit(data);
        var metrics = (DiscreteActionMetrics)_ml.OfflineRL().Evaluate(model.Transform(data));
        Assert.True(metrics.Accuracy > 0.9, $"accuracy {metrics.Accuracy}");
        ((IDisposable)model).Dispose();
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void PipelinesAreCrossValidated(string trainer)
    {
        IDataView data = PolicyTrainers.Load(_ml, trainer, TestSteps.Linear(6, 6, 6, 6));
        foreach (CrossValidationResult fold in _ml.OfflineRL().CrossValidate(data, PolicyTrainers.Pipeline(_ml, PolicyTrainers.Options(trainer)), numberOfFolds: 2))
        {
            Assert.Equal(12, fold.Metrics.RowCount);
            ((IDisposable)fold.Model).Dispose();
        }
    }

    [Fact]
    public void StatesOfAnotherSizeAreRefused()
    {
        ITransformer model = PolicyTrainers.Create(_ml, PolicyTrainers.Options("Iql")).Fit(_ml.Load(TestSteps.Linear(5)));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(_ml.OfflineRL().LoadFromSteps([], stateSize: 4, actionSize: 2)));
        Assert.Contains("input column 'State'", error.Message);
        ((IDisposable)model).Dispose();
    }

    [Fact]
    public void FaultyStateIsReportedWhenItIsScored()
    {
        List<Step> steps = TestSteps.Linear(3);
        ITransformer model = Fit("Iql", _ml.Load(steps));
        steps[1].State[2] = float.NaN;
        IDataView scored = model.Transform(_ml.Load(steps));
        Assert.Equal([0, 1, 2], scored.GetColumn<int>("Timestep"));
        Exception error = Assert.ThrowsAny<Exception>(() => TestSteps.PredictedActions(scored));
        while (error.InnerException is { } inner)
            error = inner;
        Assert.Contains("Row 1: column 'State' holds NaN at slot 2", error.Message);
        ((IDisposable)model).Dispose();
    }

    [Fact]
    public void LiveTensorsDoNotGrowAndADisposedModelHoldsNone()
    {
        IDataView data = _ml.Load(TestSteps.Linear([.. Enumerable.Repeat(12, 60)]));
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        ITransformer model = Fit("Td3Bc", data);
        IDataView scored = model.Transform(data);
        TestSteps.PredictedActions(scored);
        long trained = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 5; i++)
            TestSteps.PredictedActions(scored);
        Assert.Equal(trained, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        ((IDisposable)model).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Throws<ObjectDisposedException>(() => TestSteps.PredictedActions(scored));
    }

    [Fact]
    public void DiscreteActionsCanBeDrawnByTheirProbabilities()
    {
        IDataView data = PolicyTrainers.Load(_ml, "discrete BehaviorCloning", TestSteps.Linear(5));
        ITransformer model = Fit("discrete BehaviorCloning", data);
        float[] Draw(int seed)
        {
            IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy(model, data.Schema, samplingSeed: seed);
            policy.Reset(0);
            return [.. Enumerable.Range(0, 60).Select(_ => policy.Act([0, 0, 0])[0])];
        }
        Assert.Equal([0, 1, 2], Draw(1).Distinct().Order());
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        ((IDisposable)model).Dispose();
    }

    private ITransformer Fit(string trainer, IDataView data) => PolicyTrainers.Pipeline(_ml, PolicyTrainers.Options(trainer)).Fit(data);

    private sealed class NamedStep
    {
        public int EpisodeId { get; set; }

        public int Timestep { get; set; }

        [VectorType(TestSteps.StateSize)]
        public float[] State { get; set; } = [];

        public string Action { get; set; } = "";

        public float Reward { get; set; }

        public bool Terminal { get; set; }
    }

    private sealed class Observation
    {
        public float[] State { get; set; } = [];
    }

    private interface IChoice
    {
        float[] Numbers(bool withValue);
    }

    private sealed class Choice : IChoice
    {
        public float[] PredictedAction { get; set; } = [];

        public float[] Numbers(bool withValue) => PredictedAction;
    }

    private sealed class ValuedAction : IChoice
    {
        public float[] PredictedAction { get; set; } = [];

        public float Value { get; set; }

        public float[] Numbers(bool withValue) => [.. PredictedAction, Value];
    }

    private sealed class DiscreteChoice : IChoice
    {
        [KeyType(PolicyTrainers.ActionCount)]
        public uint PredictedAction { get; set; }

        public float[] Score { get; set; } = [];

        public float Value { get; set; }

        public float[] Numbers(bool withValue) => [PredictedAction, .. Score, .. withValue ? [Value] : (float[])[]];
    }
}
