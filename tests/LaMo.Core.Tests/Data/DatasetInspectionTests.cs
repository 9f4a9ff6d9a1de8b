using System.Globalization;
using LaMo.Core.Data;
using LaMo.Core.Data.Inspection;
using LaMo.Tests;

namespace LaMo.Core.Tests.Data;

public sealed class DatasetInspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheCardCountsAndSumsUp()
    {
        DatasetCard card = Inspect(DataFile.PathOf("d4rl.hdf5"));
        Assert.Equal((12, 3, 2, 0), (card.Steps, card.Episodes, card.ActionSize, card.ActionCount));
        Assert.Equal((1, 1, 1), (card.TerminalEpisodes, card.TimeoutEpisodes, card.UnfinishedEpisodes));
        // Rewards 0..3, 4..8 and 9..11.
        Assert.Equal((22, 6, 30, 30), (card.Returns.Mean, card.Returns.Minimum, card.Returns.Median, card.Returns.Maximum));
        Assert.Equal((3, 4, 5), (card.Lengths.Minimum, card.Lengths.Median, card.Lengths.Maximum));
        Assert.Equal(3, card.Returns.Bins.Sum());
        Assert.Equal((0.125, 11.125, 5.625), (card.State[1].Minimum, card.State[1].Maximum, card.State[1].Mean));
        Assert.Equal(Math.Sqrt(143.0 / 12), card.State[1].StandardDeviation, 1e-9);
        Assert.Equal(0, card.NotFinite);
        Assert.Null(card.NormalizedScore);
    }

    [Fact]
    public void DiscreteActionsAreCounted()
    {
        DatasetCard card = Inspect(DataFile.PathOf("minari"));
        Assert.Equal([3, 2, 0], card.ActionFrequencies);
        // Returns 3 and 1 between the reference returns -1.5 and 20.
        Assert.Equal(100 * 3.5 / 21.5, card.NormalizedScore!.Value, 1e-9);
    }

    [Fact]
    public void ConstantAndDuplicateDimensionsAndNaNsAreFound()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(t => string.Create(CultureInfo.InvariantCulture, $"0,{t},{t},7,{t},{(t == 3 ? "NaN" : "1")},{t % 3},0\n")));
        DatasetCard card = Inspect(_folder.Write("steps.csv", "EpisodeId,Timestep,State.0,State.1,State.2,State.3,Action.0,Reward\n" + rows));
        Assert.Equal([false, true, false, false], card.State.Select(dimension => dimension.IsConstant));
        Assert.Equal([null, null, 0, null], card.State.Select(dimension => dimension.DuplicateOf));
        Assert.Equal(1, card.State[3].NotFinite);
        Assert.Equal(1, card.NotFinite);
    }

    [Fact]
    public void WrongBoundariesAreFound()
    {
        // 30 walks from near 0 to near 100, each cut at its end but for what follows.
        string path = Walks((episode, t) => (
            Id: episode switch { 20 => 19, 10 when t >= 50 => 1000, _ => episode },
            Time: episode == 20 ? 100 + t : t,
            IsEnd: (t == 99 && episode != 5) || (episode == 7 && t == 30)));
        DatasetCard card = Inspect(path);
        (int, string)[] expected =
        [
            (7 * 100 + 30, "the step is terminal or cut, and the episode goes on"),
            (599, "the episode ends neither terminal nor cut, though it is not the last"),
            (10 * 100 + 49, "the episode ends neither terminal nor cut, though it is not the last"),
            (10 * 100 + 50, "the episode begins where the one before ended: it seems to go on"),
            (10 * 100 + 50, "the episode begins with timestep 50"),
            (1999, "the step is terminal or cut, and the episode goes on"),
            (2000, "the state jumps to where episodes begin: a boundary seems to be missing"),
        ];
        Assert.Equal(expected.Order(), card.Doubts.Select(doubt => ((int)doubt.Step, doubt.Reason)).Order());
    }

    [Fact]
    public void RightBoundariesAreNotDoubted() =>
        Assert.Empty(Inspect(Walks((episode, t) => (Id: episode, Time: t, IsEnd: t == 99))).Doubts);

    [SharedDataFact("data/cartpole_v1.1.0.h5", "data/door_human_v2_minari.hdf5")]
    public void RealFilesAreNotDoubted()
    {
        Assert.Equal(0, Inspect(SharedData.PathOf("data/cartpole_v1.1.0.h5")).DoubtCount);
        DatasetCard card = Inspect(SharedData.PathOf("data/door_human_v2_minari.hdf5"));
        Assert.Equal(0, card.DoubtCount);
        Assert.Equal(28.4, card.NormalizedScore!.Value, 0.1);
    }

    private static DatasetCard Inspect(string path) => DatasetInspection.Inspect(StepFile.Open(path));

    /// <summary>Episodes of 100 steps whose states rise from about 0 to about 100.</summary>
    private string Walks(Func<int, int, (int Id, int Time, bool IsEnd)> label)
    {
        var random = new Random(3);
        IEnumerable<string> rows = from episode in Enumerable.Range(0, 30)
                                   from t in Enumerable.Range(0, 100)
                                   let row = label(episode, t)
                                   select string.Create(CultureInfo.InvariantCulture, $"{row.Id},{row.Time},{t + random.NextDouble()},1,0,false,{row.IsEnd}\n");
        return _folder.Write("steps.csv", "EpisodeId,Timestep,State.0,Action.0,Reward,Terminal,Timeout\n" + string.Concat(rows));
    }
}
