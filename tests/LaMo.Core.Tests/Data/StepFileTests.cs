using LaMo.Core.Data;

namespace LaMo.Core.Tests.Data;

public sealed class StepFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("d4rl.hdf5")]
    [InlineData("d3rlpy-1.h5")]
    [InlineData("minari")]
    [InlineData("imitation.npz")]
    [InlineData("pixels.h5")]
    public void WhatIsWrittenIsReadBackExactly(string name)
    {
        StepSource source = StepFile.Open(DataFile.PathOf(name));
        foreach (string extension in (string[])["hdf5", "npz", "csv", "jsonl"])
        {
            string path = _folder[$"copy.{extension}"];
            StepFile.Write(source, path);
            AssertEqual(source, StepFile.Open(path), extension is "csv" or "jsonl");
        }
        Assert.Equal(4, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void AFileCanReplaceItself()
    {
        string path = _folder["steps.csv"];
        StepFile.Write(StepFile.Open(DataFile.PathOf("d4rl.hdf5")), path);
        string before = File.ReadAllText(path);
        StepFile.Write(StepFile.Open(path), path);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void AFailedWriteLeavesTheOldFile()
    {
        string path = _folder.Write("old.jsonl", "old");
        string csv = _folder.Write("nan.csv", "EpisodeId,Timestep,State,Action,Reward\n0,0,NaN,1,0\n");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => StepFile.Write(StepFile.Open(csv), path));
        Assert.Contains("step 0 holds NaN", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void NotANumberIsNotTrainedOn()
    {
        string csv = _folder.Write("nan.csv", "EpisodeId,Timestep,State.0,State.1,Action.0,Reward\n0,0,1,2,1,0\n0,1,1,NaN,1,0\n");
        Assert.Contains("nan.csv: step 1: State holds NaN at slot 1", Assert.Throws<InvalidDataException>(() => StepFile.Open(csv).ToDataset()).Message);
    }

    private static void AssertEqual(StepSource expected, StepSource actual, bool isText)
    {
        Assert.Equal(expected.Layout.ActionSize, actual.Layout.ActionSize);
        Assert.Equal(expected.Layout.ActionCount > 0, actual.Layout.ActionCount > 0);
        Assert.Equal(isText ? [expected.Layout.StateSize] : expected.Layout.StateShape, actual.Layout.StateShape);
        Assert.Equal(!isText && expected.Layout.HasByteStates, actual.Layout.HasByteStates);
        Assert.Equal(DataFile.Episodes(expected), DataFile.Episodes(actual));
        StepBlock expectedSteps = DataFile.ReadAll(expected), actualSteps = DataFile.ReadAll(actual);
        Assert.Equal(expectedSteps.States, actualSteps.States);
        Assert.Equal(expectedSteps.Actions, actualSteps.Actions);
        Assert.Equal(expectedSteps.Rewards, actualSteps.Rewards);
    }
}
