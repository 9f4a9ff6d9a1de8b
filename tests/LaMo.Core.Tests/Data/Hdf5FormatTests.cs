using LaMo.Core.Data;
using LaMo.Core.Data.Hdf5;
using LaMo.Core.Trajectories;
using LaMo.Tests;

namespace LaMo.Core.Tests.Data;

public sealed class Hdf5FormatTests
{
    [Fact]
    public void D4rlIsCutAtTerminalsAndTimeouts()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("d4rl.hdf5"));
        Assert.Equal(("D4RL", 12, 0), (source.Format, source.StepCount, source.Layout.ActionCount));
        // The step after a timeout belongs to the next episode, and an unfinished last episode is kept.
        Assert.Equal("4t 5l 3-", DataFile.Episodes(source));
        StepBlock steps = DataFile.ReadAll(source);
        Assert.Equal(DataFile.Table(12, 3), steps.States);
        Assert.Equal(DataFile.Table(12, 2, 100), steps.Actions);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), steps.Rewards);
    }

    [Theory]
    [InlineData(null, "100l 20t 100l 10-")]
    [InlineData(50, "50l 50l 20t 50l 50l 10-")]
    public void WithoutTimeoutsEpisodesAreCutAtTheTasksLength(int? maxEpisodeLength, string episodes) =>
        Assert.Equal(episodes, DataFile.Episodes(StepFile.Open(DataFile.PathOf("pen-human-v0.hdf5"), maxEpisodeLength: maxEpisodeLength)));

    [Fact]
    public void WithoutTimeoutsAndTaskTheLengthIsAskedFor()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "mine.hdf5");
        File.Copy(DataFile.PathOf("pen-human-v0.hdf5"), path);
        Assert.Contains("mine.hdf5 has no 'timeouts'", Assert.Throws<InvalidDataException>(() => StepFile.Open(path)).Message);
    }

    [Theory]
    [InlineData("hopper_medium-v2.hdf5", 1000)]
    [InlineData("maze2d-umaze-v1.hdf5", 300)]
    [InlineData("maze2d-umaze-dense-v0.hdf5", 150)]
    [InlineData("antmaze-umaze-diverse-v0.hdf5", 700)]
    [InlineData("ant-medium-v2.hdf5", 1000)]
    [InlineData("kitchen-mixed-v0.hdf5", 280)]
    [InlineData("door-human-longhorizon-v0.hdf5", 300)]
    [InlineData("pendulum.hdf5", null)]
    public void TasksAreKnownByTheirFilesNames(string name, int? length) => Assert.Equal(length, D4rlTasks.MaxEpisodeLength(name));

    [Fact]
    public void MinariLeavesTheLastObservationOutAndFlattensDictionaries()
    {
        foreach (string path in (string[])["minari", "minari/data", "minari/data/main_data.hdf5"])
        {
            StepSource source = StepFile.Open(DataFile.PathOf(path));
            Assert.Equal("Minari", source.Format);
            Assert.Equal("3t 2l", DataFile.Episodes(source));
            Assert.Equal((-1.5, 20.0), source.ReferenceReturns);
            Assert.Equal(14, source.Layout.StateSize);
            Assert.Equal(3, source.Layout.ActionCount);
            StepBlock steps = DataFile.ReadAll(source);
            // arm before goal before position; the tuple's parts 0 to 10 as numbers.
            Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50, 11, 11.125f], steps.States.AsSpan(4 * 14, 14).ToArray());
            // The file counts actions from 1.
            Assert.Equal([0, 1, 0, 0, 1], steps.Actions);
            Assert.Equal([0, 1, 2, 0, 1], steps.Rewards);
        }
    }

    [Fact]
    public void D3rlpy1EndsEpisodesOnceAtDoubledTerminals()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("d3rlpy-1.h5"));
        Assert.Equal(("d3rlpy, version 1", 3, 1), (source.Format, source.Layout.ActionCount, source.Layout.ActionSize));
        Assert.Equal("5t 4l", DataFile.Episodes(source));
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], DataFile.ReadAll(source).Actions);
    }

    [Fact]
    public void D3rlpy2HasAnArrayForEachEpisode()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("d3rlpy-2.h5"));
        Assert.Equal(("d3rlpy, version 2", 0, 2), (source.Format, source.Layout.ActionCount, source.Layout.ActionSize));
        Assert.Equal("3t 4l", DataFile.Episodes(source));
        Assert.Equal([11, 11.125f, -1], DataFile.ReadAll(source).States.AsSpan(4 * 3, 3).ToArray());
    }

    [Fact]
    public void PixelsStayBytesAndKeepTheirShape()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("pixels.h5"));
        Assert.Equal([2, 3, 4], source.Layout.StateShape);
        Assert.True(source.Layout.HasByteStates);
        Assert.Equal(4, source.Layout.ActionCount);
        TrajectoryDataset data = source.ToDataset();
        Assert.Empty(data.States);
        float[] state = new float[24];
        data.CopyStates(1, state);
        Assert.Equal(Enumerable.Range(24, 24).Select(i => (float)i), state);
    }

    [Fact]
    public void DatasetsAreReadyToDrawFrom()
    {
        TrajectoryDataset data = StepFile.Open(DataFile.PathOf("d4rl.hdf5")).ToDataset(returnScale: 2);
        Assert.Equal((12, 3), (data.StepCount, data.EpisodeCount));
        Assert.Equal((4, 9), data.EpisodeRange(1));
        Assert.Equal([3, 3, 2.5f, 1.5f, 15, 13, 10.5f, 7.5f, 4, 15, 10.5f, 5.5f], data.ReturnsToGo);
        Assert.Equal(DataFile.Table(12, 3), data.States);
    }

    [Fact]
    public void ReadersReadAtTheSameTime()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("pen-human-v0.hdf5"));
        float[] expected = DataFile.ReadAll(source).States;
        Parallel.For(0, 8, i => Assert.Equal(expected, DataFile.ReadAll(source, stepsPerBlock: 7 + i).States));
    }

    [Fact]
    public void OnlyTheColumnsAskedForAreRead()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("d4rl.hdf5"));
        var block = new StepBlock(source.Layout, 20, StepColumns.Reward);
        using StepBlockReader reader = source.OpenReader(StepColumns.Reward);
        Assert.Equal(12, reader.Read(block, 0, 20));
        Assert.Equal(0, reader.Read(block, 0, 20));
        Assert.Empty(block.States);
        Assert.Equal(11, block.Rewards[11]);
    }

    [SharedDataFact("data/door_human_v2_minari.hdf5")]
    public void RealMinariFile()
    {
        StepSource source = StepFile.Open(SharedData.PathOf("data/door_human_v2_minari.hdf5"));
        Assert.Equal((25, 6729), (source.EpisodeCount, source.StepCount));
        Assert.Equal((39, 28, 0), (source.Layout.StateSize, source.Layout.ActionSize, source.Layout.ActionCount));
        Assert.Equal(-45.80706024169922, source.ReferenceReturns!.Value.Random);
        Assert.Equal(802.8, DataFile.ReadAll(source, 1000).Rewards.Sum(reward => (double)reward) / 25, 0.1);
        Assert.All(DataFile.Episodes(source).Split(' '), episode => Assert.EndsWith("l", episode));
    }

    [SharedDataFact("data/cartpole_v1.1.0.h5")]
    public void RealD3rlpyFile()
    {
        StepSource source = StepFile.Open(SharedData.PathOf("data/cartpole_v1.1.0.h5"));
        Assert.Equal((1582, 99866, 2), (source.EpisodeCount, source.StepCount, source.Layout.ActionCount));
        TrajectoryDataset data = source.ToDataset();
        float[] returns = [.. Enumerable.Range(0, 1582).Select(episode => data.ReturnsToGo[data.EpisodeRange(episode).Start])];
        Assert.Equal((8, 199, 63.1), (returns.Min(), returns.Max(), Math.Round(returns.Average(), 1)));
    }

    [Fact]
    public void MissingLibraryNamesItsPackage() =>
        Assert.Contains("apt-get install libhdf5", Assert.Throws<DllNotFoundException>(() => Hdf5Library.Load(["libnothing.so.1"])).Message);

    [Fact]
    public void MissingFileIsNamed() => Assert.Throws<FileNotFoundException>(() => StepFile.Open(DataFile.PathOf("none.hdf5")));
}
