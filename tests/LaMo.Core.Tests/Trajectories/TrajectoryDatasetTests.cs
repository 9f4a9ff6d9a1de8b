using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Trajectories;

public class TrajectoryDatasetTests
{
    [Fact]
    public void StepsLieEpisodeByEpisode()
    {
        TrajectoryDataset data = Datasets.OfLengths(3, 1, 2);
        Assert.Equal((3, 6), (data.EpisodeCount, data.StepCount));
        Assert.Equal([(0, 3), (3, 4), (4, 6)], Enumerable.Range(0, 3).Select(data.EpisodeRange));
        Assert.Equal([0, 0, 0, 1, 2, 2], Enumerable.Range(0, 6).Select(data.EpisodeOf));
        Assert.Equal([0, 0, 0, 1, 0, 2, 1, 0, 2, 0, 2, 1], data.States);
        Assert.Equal([0, 1, 2, 10, 20, 21], data.Actions);
        Assert.Equal([0, 1, 2, 0, 0, 1], data.Timesteps);
    }

    [Fact]
    public void StepsOfAnotherSizeAreRefused()
    {
        var builder = new TrajectoryDatasetBuilder(stateSize: 2, actionSize: 1);
        builder.BeginEpisode();
        Assert.Contains("3 values, expected 2", Assert.Throws<ArgumentException>(() => builder.Add([1, 2, 3], [1], 0, 0)).Message);
        Assert.Contains("2 values, expected 1", Assert.Throws<ArgumentException>(() => builder.Add([1, 2], [1, 2], 0, 0)).Message);
    }

    [Fact]
    public void StepOutsideAnEpisodeIsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new TrajectoryDatasetBuilder(1, 1).Add([1], [1], 0, 0));

    [Fact]
    public void EpisodeWithoutStepsLeavesNoTrace()
    {
        var builder = new TrajectoryDatasetBuilder(1, 1);
        builder.BeginEpisode();
        builder.BeginEpisode();
        builder.Add([1], [1], 0, 0);
        Assert.Equal(1, builder.Build().EpisodeCount);
    }
}
