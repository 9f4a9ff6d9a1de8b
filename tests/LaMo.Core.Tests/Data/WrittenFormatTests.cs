using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LaMo.Core.Data;
using LaMo.Tests;

namespace LaMo.Core.Tests.Data;

public sealed class WrittenFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StepFileFormat.D4rl, "D4RL")]
    [InlineData(StepFileFormat.Npz, "D4RL")]
    [InlineData(StepFileFormat.Minari, "Minari")]
    [InlineData(StepFileFormat.D3rlpy, "d3rlpy, version 2")]
    [InlineData(StepFileFormat.D3rlpy1, "d3rlpy, version 1")]
    [InlineData(StepFileFormat.Csv, "CSV")]
    [InlineData(StepFileFormat.JsonLines, "JSON Lines")]
    public void AnyDatasetIsReadBack(StepFileFormat format, string name)
    {
        int number = 0;
        Prop.ForAll(EpisodeSource.Any, source =>
        {
            string path = _folder[$"{number++}-hopper.data{format switch { StepFileFormat.Csv => ".csv", StepFileFormat.JsonLines => ".jsonl", _ => "" }}"];
            StepFile.Write(source, path, format);
            StepSource again = StepFile.Open(path);
            Assert.StartsWith(name, again.Format);
            Assert.Equal(AsTold(format, source.Episodes), DataFile.Episodes(again));
            Assert.Equal(source.Layout.ActionCount, again.Layout.ActionCount);
            Assert.Equal(source.Layout.ActionSize, again.Layout.ActionSize);
            Assert.Equal(source.Layout.StateSize, again.Layout.StateSize);
            if (format is not (StepFileFormat.Csv or StepFileFormat.JsonLines))
                Assert.Equal((source.Layout.HasByteStates, source.Layout.StateShape.Count), (again.Layout.HasByteStates, again.Layout.StateShape.Count));
            StepBlock before = DataFile.ReadAll(source, stepsPerBlock: 100), after = DataFile.ReadAll(again);
            Assert.Equal(before.States, after.States);
            Assert.Equal(before.Actions, after.Actions);
            Assert.Equal(before.Rewards, after.Rewards);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(17, 23));
    }

    [Fact]
    public void AMinariFolderHasWhatMinariAsksFor()
    {
        StepSource source = StepFile.Open(DataFile.PathOf("minari"));
        string path = _folder["my data-v3"];
        StepFile.Write(source, path, StepFileFormat.Minari);
        Assert.Equal(["my data-v3/data/main_data.hdf5", "my data-v3/data/metadata.json"],
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path, file)).Order());
        using JsonDocument metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "data", "metadata.json")));
        JsonElement root = metadata.RootElement;
        Assert.Equal("my_data-v3", root.GetProperty("dataset_id").GetString());
        Assert.Equal((2, 5), (root.GetProperty("total_episodes").GetInt32(), root.GetProperty("total_steps").GetInt32()));
        using JsonDocument actions = JsonDocument.Parse(root.GetProperty("action_space").GetString()!);
        Assert.Equal(3, actions.RootElement.GetProperty("n").GetInt32());
        Assert.Matches("""^\{"type": "Box", "dtype": "float32", "shape": \[14\], "low": \[(-Infinity(, )?){14}\], "high": \[(Infinity(, )?){14}\]\}$""", root.GetProperty("observation_space").GetString());
        // The third action never occurs, and the reference returns are in no array.
        StepSource again = StepFile.Open(path);
        Assert.Equal((3, source.ReferenceReturns), (again.Layout.ActionCount, again.ReferenceReturns));
    }

    [Fact]
    public void AMinariFolderIsNotWrittenOver()
    {
        string path = _folder["there"];
        string file = _folder.Write("there.txt", "mine");
        Directory.CreateDirectory(path);
        Assert.Contains(path, Assert.Throws<IOException>(() => StepFile.Write(StepFile.Open(DataFile.PathOf("minari")), path, StepFileFormat.Minari)).Message);
        Assert.Contains(file, Assert.Throws<IOException>(() => StepFile.Write(StepFile.Open(DataFile.PathOf("minari")), file, StepFileFormat.Minari)).Message);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Theory]
    [InlineData(StepFileFormat.Minari)]
    [InlineData(StepFileFormat.D3rlpy)]
    [InlineData(StepFileFormat.D3rlpy1)]
    public void AFailedWriteLeavesNothing(StepFileFormat format)
    {
        string csv = _folder.Write("damaged.csv", "EpisodeId,Timestep,State.0,Action.0,Reward\n0,0,1,1,0\n");
        StepSource source = StepFile.Open(csv);
        File.WriteAllText(csv, "EpisodeId,Timestep,State.0,Action.0,Reward\n0,0,x,1,0\n");
        Assert.ThrowsAny<Exception>(() => StepFile.Write(source, _folder["out"], format));
        Assert.Equal([csv], Directory.GetFileSystemEntries(_folder.Path));
    }

    [H5pyFact("data/cartpole_v1.1.0.h5")]
    public void D3rlpy1IsLaidOutAsRealFilesAre()
    {
        string real = SharedData.PathOf("data/cartpole_v1.1.0.h5"), written = _folder["copy.h5"];
        StepFile.Write(StepFile.Open(real), written, StepFileFormat.D3rlpy1);
        Assert.Equal(H5pyFactAttribute.Layout(real), H5pyFactAttribute.Layout(written));
    }

    [H5pyFact]
    public void D3rlpy2IsLaidOutAsH5pyWritesIt()
    {
        string real = DataFile.PathOf("d3rlpy-2.h5"), written = _folder["copy.h5"];
        StepFile.Write(StepFile.Open(real), written, StepFileFormat.D3rlpy);
        // There, an observation is a tuple of two; here they are one vector.
        string[] expected = [.. H5pyFactAttribute.Layout(real).Where(line => !line.StartsWith("observations")), "observations_0 <f4 (3, 3)", "observations_1 <f4 (4, 3)"];
        Assert.Equal(expected.Order(), H5pyFactAttribute.Layout(written).Order());
    }

    [H5pyFact("data/door_human_v2_minari.hdf5")]
    public void MinariIsLaidOutAsRealFilesAre()
    {
        string real = SharedData.PathOf("data/door_human_v2_minari.hdf5");
        StepFile.Write(StepFile.Open(real), _folder["copy"], StepFileFormat.Minari);
        // States are float32 here; what infos hold is not kept.
        IEnumerable<string> expected = H5pyFactAttribute.Layout(real).Where(line => !line.Contains("/infos")).Select(line => line.Replace("observations <f8", "observations <f4"));
        Assert.Equal(expected, H5pyFactAttribute.Layout(_folder["copy/data/main_data.hdf5"]));
    }

    /// <summary>Episodes as a format can tell them: d3rlpy's as terminal or else cut; D4RL's arrays an unfinished one as cut, unless it is the last.</summary>
    private static string AsTold(StepFileFormat format, string episodes) => format switch
    {
        StepFileFormat.D3rlpy or StepFileFormat.D3rlpy1 => episodes.Replace("tl", "t").Replace('-', 'l'),
        StepFileFormat.D4rl or StepFileFormat.Npz => Regex.Replace(episodes, "-(?= )", "l"),
        _ => episodes,
    };
}
