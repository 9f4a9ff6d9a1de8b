using LaMo.Core.Trajectories;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests.Datasets;

public sealed class OperationTests
{
    private readonly MLContext _ml = new(seed: 1);

    private OfflineRLCatalog Catalog => _ml.OfflineRL();

    [Theory]
    [InlineData(1, 10)]
    [InlineData(0.35, 3)]
    [InlineData(0.1, 1)]
    public void SampleEpisodesKeepsTheFloorOfTheFraction(double fraction, int count)
    {
        IDataView data = Episodes([.. Enumerable.Range(1, 10)]);
        int[] lengths = Catalog.SampleEpisodes(data, fraction, seed: 3).Lengths();
        Assert.Equal(count, lengths.Length);
        Assert.Equal(lengths.Order(), lengths);
        Assert.Equal(lengths, Catalog.SampleEpisodes(data, fraction, seed: 3).Lengths());
    }

    [Fact]
    public void SampleEpisodesDrawsEachEpisodeEquallyOften()
    {
        IDataView data = Episodes([.. Enumerable.Range(1, 10)]);
        var drawn = new int[11];
        for (int seed = 0; seed < 1000; seed++)
            foreach (int length in Catalog.SampleEpisodes(data, 0.3, seed).Lengths())
                drawn[length]++;
        // 300 times each; the standard deviation is 14.5.
        Assert.All(drawn.Skip(1), count => Assert.InRange(count, 230, 370));
    }

    [Fact]
    public void SampleEpisodesOfNothingIsAnError() => Assert.Throws<InvalidOperationException>(() => Catalog.SampleEpisodes(Episodes(1, 2), 0.1));

    [Fact]
    public void FilterEpisodesByReturnTakesTheBestWhileTheyFit()
    {
        // Each step of an episode of n steps earns n: returns are 1, 9, 4, 16, 25 for 15 steps.
        IDataView data = Episodes(1, 3, 2, 4, 5);
        Assert.Equal([4, 5], Catalog.FilterEpisodesByReturn(data, 0.6).Lengths());
        Assert.Equal([3, 4, 5], Catalog.FilterEpisodesByReturn(data, 0.8).Lengths());
        Assert.Equal([5], Catalog.FilterEpisodesByReturn(data, 0.01).Lengths());
        Assert.Equal([1, 3, 2, 4, 5], Catalog.FilterEpisodesByReturn(data, 1).Lengths());
    }

    [Fact]
    public void TrainTestSplitDealsOutWholeEpisodes()
    {
        IDataView data = Episodes([.. Enumerable.Range(1, 10)]);
        (IDataView train, IDataView test) = Catalog.TrainTestSplit(data, 0.3, seed: 5);
        Assert.Equal(3, test.Lengths().Length);
        Assert.Equal(Enumerable.Range(1, 10), train.Lengths().Concat(test.Lengths()).Order());
        Assert.Throws<InvalidOperationException>(() => Catalog.TrainTestSplit(Episodes(3)));
        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => Catalog.TrainTestSplit(data, 1));
    }

    [Fact]
    public void DelayRewardsMovesThemToTheLastStep() => Assert.Equal([1, 0, 4, 0, 0, 9], Catalog.DelayRewards(Episodes(1, 2, 3)).Rewards());

    [Fact]
    public void ScaleRewardsMultipliesAndAdds() => Assert.Equal([1.5f, 2, 2], Catalog.ScaleRewards(Episodes(1, 2), 0.5f, 1).Rewards());

    [Fact]
    public void ConcatenatedEpisodesAreCountedAnew()
    {
        IDataView data = Catalog.ConcatenateEpisodes(Episodes(2, 1), Episodes(3), Catalog.DelayRewards(Episodes(1)));
        Assert.Equal([0, 0, 1, 2, 2, 2, 3], data.GetColumn<int>("EpisodeId"));
        Assert.Equal([2, 2, 1, 3, 3, 3, 1], data.Rewards());
        Assert.Equal([0, 1, 0, 0, 1, 2, 0], data.GetColumn<int>("Timestep"));
        Assert.Equal(7, data.GetRowCount());
        IDataView other = Catalog.LoadFromFile(DataRows.PathOf("d4rl.hdf5"));
        Assert.Contains("'State'", Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.ConcatenateEpisodes(data, other)).Message);
    }

    [Fact]
    public void StackFramesRepeatsTheFirstStateOfAnEpisode()
    {
        IDataView stacked = Catalog.StackFrames(Episodes(2, 3), 3);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), stacked.Schema["State"].Type);
        Assert.Equal(["0 0 0", "0 0 1", "2 2 2", "2 2 3", "2 3 4"], stacked.GetColumn<float[]>("State").Select(state => string.Join(' ', state)));
        IDataView pixels = Catalog.StackFrames(Catalog.LoadFromFile(DataRows.PathOf("pixels.h5")), 2);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte, 4, 3, 4), pixels.Schema["State"].Type);
        byte[] second = pixels.GetColumn<byte[]>("State").ElementAt(1);
        Assert.Equal(Enumerable.Range(0, 48).Select(i => (byte)i), second);
    }

    [Fact]
    public void OperationsAreDoneOneAfterTheOther()
    {
        IDataView data = Catalog.DelayRewards(Catalog.FilterEpisodesByReturn(Catalog.ConcatenateEpisodes(Episodes(1, 2), Episodes(3)), 0.9));
        Assert.Equal([0, 4, 0, 0, 9], data.Rewards());
        ITransformer model = _ml.Pipeline().Fit(data);
        Assert.Equal(5, TestSteps.PredictedActions(model.Transform(data)).Length);
        (model as IDisposable)?.Dispose();
    }

    /// <summary>Episodes of these lengths; each step earns its episode's length, and states are the numbers of the steps in the data.</summary>
    private IDataView Episodes(params int[] lengths)
    {
        int state = 0;
        Step[] steps = [.. from episode in Enumerable.Range(0, lengths.Length)
                           from t in Enumerable.Range(0, lengths[episode])
                           select new Step { EpisodeId = 10 * episode, Timestep = t, State = [state++], Action = [0.5f], Reward = lengths[episode] }];
        return Catalog.LoadFromSteps(steps, 1, 1);
    }
}
