using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public class CrossValidateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EveryEpisodeIsHeldOutOnceAndWhole()
    {
        IDataView data = _ml.Load(TestSteps.Linear(3, 5, 2, 4, 6, 3, 2));
        IReadOnlyList<CrossValidationResult> results = _ml.OfflineRL().CrossValidate(data, CopyState(), numberOfFolds: 3, seed: 4);

        Assert.Equal([0, 1, 2], results.Select(result => result.Fold));
        int[][] heldOut = [.. results.Select(result => result.ScoredHoldOutSet.GetColumn<int>("EpisodeId").ToArray())];
        Assert.Equal([2, 2, 3], heldOut.Select(ids => ids.Distinct().Count()).Order());
        Assert.Equal(data.GetColumn<int>("EpisodeId").Order(), heldOut.SelectMany(ids => ids).Order());
        Assert.All(heldOut, ids => Assert.Equal(ids.Order(), ids));
        Assert.Equal(25, results.Sum(result => result.Metrics.RowCount));
    }

    [Fact]
    public void ModelHasNotSeenTheEpisodesHeldOut()
    {
        IDataView data = _ml.Load(TestSteps.Linear(3, 5, 2, 4));
        float[] all = [.. data.GetColumn<float[]>("State").Select(state => state[0])];
        foreach (CrossValidationResult result in _ml.OfflineRL().CrossValidate(data, CopyState(), numberOfFolds: 2))
        {
            // The normalised mean of what was trained on is 0.
            float[] heldOut = [.. result.ScoredHoldOutSet.GetColumn<float[]>("State").Select(state => state[0])];
            float[] whole = [.. result.Model.Transform(data).GetColumn<float[]>("State").Select(state => state[0])];
            Assert.Equal(0, whole.Sum() - heldOut.Sum(), 1e-4);
            Assert.Equal(all.Length, whole.Length);
        }
    }

    [Fact]
    public void FoldsFollowFromTheSeed()
    {
        IDataView data = _ml.Load(TestSteps.Linear([.. Enumerable.Repeat(2, 20)]));
        int[] HeldOut(MLContext ml, int? seed) => [.. ml.OfflineRL().CrossValidate(data, CopyState(), 2, seed: seed)[0].ScoredHoldOutSet.GetColumn<int>("EpisodeId")];
        Assert.Equal(HeldOut(_ml, 7), HeldOut(_ml, 7));
        Assert.NotEqual(HeldOut(_ml, 7), HeldOut(_ml, 8));
        Assert.Equal(HeldOut(new MLContext(seed: 3), null), HeldOut(new MLContext(seed: 3), null));
        Assert.NotEqual(HeldOut(new MLContext(seed: 3), null), HeldOut(new MLContext(seed: 4), null));
    }

    [Fact]
    public void TrainersOfEpisodesAreValidatedToo()
    {
        IDataView data = _ml.Load(TestSteps.Linear(6, 6, 6, 6));
        IReadOnlyList<CrossValidationResult> results = _ml.OfflineRL().CrossValidate(data, _ml.Pipeline(), numberOfFolds: 2, seed: 1);
        foreach (CrossValidationResult result in results)
        {
            var metrics = Assert.IsType<ContinuousActionMetrics>(result.Metrics);
            Assert.Equal(12, metrics.RowCount);
            Assert.Equal(((ContinuousActionMetrics)_ml.OfflineRL().Evaluate(result.ScoredHoldOutSet)).MeanSquaredError, metrics.MeanSquaredError);
            (result.Model as IDisposable)?.Dispose();
        }
    }

    [Fact]
    public void HeldOutSetActivatesOnlyWhatIsAskedFor()
    {
        IDataView scored = _ml.OfflineRL().CrossValidate(_ml.Load(TestSteps.Linear(3, 3)), CopyState(), 2)[0].ScoredHoldOutSet;
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Reward"]]);
        Assert.False(cursor.IsColumnActive(scored.Schema["EpisodeId"]));
        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        while (cursor.MoveNext())
        {
        }
        Assert.Equal(-1, cursor.Position);
    }

    [Fact]
    public void FaultsAreClear()
    {
        IDataView data = _ml.Load(TestSteps.Linear(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>("numberOfFolds", () => _ml.OfflineRL().CrossValidate(data, CopyState(), 1));
        Assert.Contains("2 episodes, too few for 3 folds", Assert.Throws<InvalidOperationException>(() => _ml.OfflineRL().CrossValidate(data, CopyState(), 3)).Message);
        Assert.StartsWith("Could not find input column 'zz'", Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().CrossValidate(data, CopyState(), 2, episodeIdColumnName: "zz")).Message);
        Assert.StartsWith("Could not find input column 'zz'", Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().CrossValidate(data, CopyState(), 2, actionColumnName: "zz")).Message);
    }

    /// <summary>An estimator that learns something of its data and predicts an action.</summary>
    private IEstimator<ITransformer> CopyState() =>
        _ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(_ml.Transforms.CopyColumns("PredictedAction", "Action"));
}
