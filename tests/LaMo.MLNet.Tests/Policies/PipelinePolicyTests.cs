using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public sealed class PipelinePolicyTests : IDisposable
{
    private const float Target = 20;

    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly ITransformer _model;

    public PipelinePolicyTests()
    {
        _data = _ml.Load(TestSteps.Linear(9, 3, 12));
        _model = _ml.Pipeline().Fit(_data);
    }

    public void Dispose() => ((IDisposable)_model).Dispose();

    [Fact]
    public void PolicyActsAsBatchScoringOfTheSameSteps()
    {
        IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy(_model, _data.Schema);
        List<Step> steps = TestSteps.Linear(10, 7);
        foreach (IGrouping<int, Step> episode in steps.GroupBy(step => step.EpisodeId))
        {
            // The rewards add up to the target, so that the returns-to-go of the recorded episode are those the policy works with.
            policy.Reset(episode.Sum(step => step.Reward));
            foreach (Step step in episode)
            {
                step.Action = policy.Act(step.State);
                policy.Observe(step.Reward);
            }
        }
        float[][] scored = TestSteps.PredictedActions(_model.Transform(_ml.Load(steps)));
        for (int row = 0; row < steps.Count; row++)
            Assert.Equal(scored[row], steps[row].Action, (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void EpisodesSideBySideGoAsEachAlone()
    {
        IBatchPolicy batch = _ml.OfflineRL().CreateBatchPolicy(_model, _data.Schema);
        IOnlinePolicy[] alone = [.. Enumerable.Range(0, 3).Select(_ => _ml.OfflineRL().CreatePolicy(_model, _data.Schema))];
        var random = new Random(5);
        for (int slot = 0; slot < 3; slot++)
            Reset(slot, Target + slot);
        for (int step = 0; step < 12; step++)
        {
            // The middle episode ends after five steps, and another one begins there after eight.
            if (step == 8)
                Reset(1, Target);
            int[] slots = step is >= 5 and < 8 ? [0, 2] : [0, 1, 2];
            float[][] observations = [.. slots.Select(_ => (float[])[random.NextSingle(), random.NextSingle(), random.NextSingle()])];
            var actions = new float[slots.Length * 2];
            batch.Act(slots, [.. observations.SelectMany(values => values)], actions);
            float[] expected = [.. slots.SelectMany((slot, i) => alone[slot].Act(observations[i]))];
            Assert.Equal(expected, actions, (a, b) => Math.Abs(a - b) < 1e-5f);
            foreach (int slot in slots)
            {
                batch.Observe(slot, step);
                alone[slot].Observe(step);
            }
        }

        void Reset(int slot, float target)
        {
            batch.Reset(slot, target, seed: 0);
            alone[slot].Reset(target);
        }
    }

    [Fact]
    public void LoadedModelGivesTheSamePolicy()
    {
        using var file = new MemoryStream();
        _ml.Model.Save(_model, _data.Schema, file);
        ITransformer loaded = new MLContext().Model.Load(file, out DataViewSchema schema);
        Assert.Equal(FirstAction(_ml.OfflineRL().CreatePolicy(_model, _data.Schema)), FirstAction(_ml.OfflineRL().CreatePolicy(loaded, schema)));
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void ObservationsOfAnotherSizeAreRefused()
    {
        IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy(_model, _data.Schema);
        policy.Reset(Target);
        Assert.Contains("2 values, expected 3", Assert.Throws<ArgumentException>(() => policy.Act([1, 2])).Message);
    }

    [Fact]
    public void PipelineWithoutAModelIsRefused()
    {
        ITransformer normaliser = _ml.Transforms.NormalizeMeanVariance("State").Fit(_data);
        Assert.Contains("0 policy models", Assert.Throws<ArgumentException>(() => _ml.OfflineRL().CreatePolicy(normaliser, _data.Schema)).Message);
    }

    [Fact]
    public void PipelineWithoutReturnsToGoIsRefused()
    {
        IDataView data = _ml.Transforms.CopyColumns("ReturnToGo", "Reward").Fit(_data).Transform(_data);
        SequenceTransformer model = _ml.OfflineRL().Trainers.LaMo(TestSteps.SmallOptions()).Fit(data);
        Assert.Contains("0 returns-to-go step", Assert.Throws<ArgumentException>(() => _ml.OfflineRL().CreatePolicy(model, data.Schema)).Message);
        // With the scale given by the caller, the model alone makes a policy.
        Assert.Equal(2, FirstAction(model.CreatePolicy(returnScale: 10)).Length);
        model.Dispose();
    }

    [Fact]
    public void StateMadeFromSeveralColumnsIsRefused()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.StateColumnName = "Features";
        IEstimator<ITransformer> pipeline = _ml.Transforms.Concatenate("Features", "State", "Reward")
            .Append(_ml.Transforms.ReturnsToGo())
            .Append(_ml.OfflineRL().Trainers.LaMo(options));
        ITransformer model = pipeline.Fit(_data);
        Assert.Contains("needs it to be made from one vector", Assert.Throws<ArgumentException>(() => _ml.OfflineRL().CreatePolicy(model, _data.Schema)).Message);
        ((IDisposable)model).Dispose();
    }

    private static float[] FirstAction(IOnlinePolicy policy)
    {
        policy.Reset(Target);
        return policy.Act([0.1f, 0.2f, 0.3f]);
    }
}
