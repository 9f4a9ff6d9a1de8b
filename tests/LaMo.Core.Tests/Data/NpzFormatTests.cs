using LaMo.Core.Data;
using LaMo.Tests;

namespace LaMo.Core.Tests.Data;

public sealed class NpzFormatTests
{
    [Fact]
    public void ImitationHasOneObservationMoreInEachEpisode()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("imitation.npz"));
        Assert.Equal(("imitation", 0), (source.Format, source.Layout.ActionCount));
        Assert.Equal("3t 2-", DataFile.Episodes(source));
        StepBlock steps = DataFile.ReadAll(source);
        Assert.Equal([0, 0.125f, 1, 1.125f, 2, 2.125f, 4, 4.125f, 5, 5.125f], steps.States);
        Assert.Equal([0, 1, 2, 3, 4], steps.Rewards);
        Assert.Equal("3l 2-", DataFile.Episodes(StepFile.Open(DataFile.PathOf("imitation.npz"), maxEpisodeLength: 3)));
    }

    [Fact]
    public void StableBaselinesMarksWhereEpisodesStart()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("baselines.npz"));
        Assert.Equal(("stable-baselines", 3), (source.Format, source.Layout.ActionCount));
        Assert.Equal("4t 2t", DataFile.Episodes(source));
        Assert.Equal(DataFile.Table(6, 2), DataFile.ReadAll(source).States);
    }

    [Fact]
    public void ObjectsAreRefusedWhereTheyAreNeeded()
    {
        string message = Assert.Throws<InvalidDataException>(() => StepFile.Open(DataFile.PathOf("objects.npz"))).Message;
        Assert.Contains("objects.npz: 'obs' holds Python objects", message);
    }

    [SharedDataFact("data/imitation_pendulum_0.npz")]
    public void RealImitationFile()
    {
        StepSource source = StepFile.Open(SharedData.PathOf("data/imitation_pendulum_0.npz"), maxEpisodeLength: 200);
        Assert.Equal((56, 11200, 3, 1), (source.EpisodeCount, source.StepCount, source.Layout.StateSize, source.Layout.ActionSize));
        Assert.All(DataFile.Episodes(source).Split(' '), episode => Assert.Equal("200l", episode));
        StepBlock steps = DataFile.ReadAll(source, 1000);
        Assert.Equal([0.3088073f, 0.9511246f, -0.27975237f], steps.States[..3]);
        // The states are cos and sin of an angle and its speed: where episodes were cut wrongly they would not be.
        Assert.All(Enumerable.Range(0, 11200), step => Assert.Equal(1, MathF.Pow(steps.States[3 * step], 2) + MathF.Pow(steps.States[3 * step + 1], 2), 1e-4f));
    }

    [SharedDataFact("data/sb_expert_cartpole.npz")]
    public void RealStableBaselinesFile()
    {
        StepSource source = StepFile.Open(SharedData.PathOf("data/sb_expert_cartpole.npz"), maxEpisodeLength: 500);
        Assert.Equal((100, 49527, 2), (source.EpisodeCount, source.StepCount, source.Layout.ActionCount));
        Assert.Equal(49527, DataFile.ReadAll(source, 5000).Rewards.Sum());
    }
}
