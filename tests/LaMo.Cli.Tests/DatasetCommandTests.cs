using System.Text.Json;

namespace LaMo.Cli.Tests;

public sealed class DatasetCommandTests : IDisposable
{
    private const string Steps = "EpisodeId,Timestep,State.0,Action.0,Reward,Terminal\na,0,1,0.5,1,false\na,1,2,0.5,1,true\nb,0,3,0.5,2,false\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ConvertGoesThroughEveryFormat()
    {
        string before = Write("steps.csv", Steps);
        foreach ((string name, string? format) in ((string, string?)[])[
            ("steps.hdf5", null), ("steps.npz", null), ("steps.jsonl", null), ("folder", "minari"), ("steps.idv", null), ("d3.h5", "d3rlpy"), ("d3-1.h5", "d3rlpy1"), ("again.csv", "csv")])
        {
            (int exitCode, string output, string errors) = Lamo.Run(["convert", before, Path.Combine(_folder, name), .. format is null ? Array.Empty<string>() : ["--to", format]]);
            Assert.True(exitCode == 0, errors);
            before = Path.Combine(_folder, name);
        }
        Assert.Equal("EpisodeId,Timestep,State.0,Action.0,Reward,Terminal,Timeout\n0,0,1,0.5,1,false,false\n0,1,2,0.5,1,true,false\n1,0,3,0.5,2,false,true\n", File.ReadAllText(before));
    }

    [Fact]
    public void ConvertToNothingKnownFails()
    {
        (int exitCode, _, string errors) = Lamo.Run("convert", Write("steps.csv", Steps), Path.Combine(_folder, "steps.xyz"));
        Assert.Equal(1, exitCode);
        Assert.Contains("steps.xyz", errors);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void InspectShowsTheCard()
    {
        (int exitCode, string output, string errors) = Lamo.Run("inspect", Write("steps.csv", Steps));
        Assert.True(exitCode == 0, errors);
        foreach (string part in (string[])["2: 1 terminal, 0 cut by a time limit, 1 unfinished", "2 ± 0, from 2 to 2", "Action.0", "█"])
            Assert.Contains(part, output);
    }

    [Fact]
    public void InspectWritesJson()
    {
        (int exitCode, string output, string errors) = Lamo.Run("inspect", Write("steps.csv", Steps), "--json");
        Assert.True(exitCode == 0, errors);
        using JsonDocument card = JsonDocument.Parse(output);
        Assert.Equal(3, card.RootElement.GetProperty("steps").GetInt32());
        Assert.Equal(1.5, card.RootElement.GetProperty("lengths").GetProperty("mean").GetDouble());
    }

    [Theory]
    [InlineData("steps.csv", Steps, null)]
    [InlineData("steps.csv", "EpisodeId,Timestep,State.0,Action.0,Reward\n0,-1,x,0,1\n", "line 2: /Timestep is -1, expected at least 0|line 2: /State/0 is \"x\", expected number")]
    [InlineData("steps.csv", "EpisodeId,Timestep,State.0,Action.0,Reward\n0,1,1,0,1\n0,0,1,0,1\n", "line 3, column 'Timestep'")]
    [InlineData("steps.jsonl", """{"EpisodeId": 1, "Timestep": 0, "State": [1], "Action": 2, "Reward": 1}""", null)]
    [InlineData("steps.jsonl", """{"EpisodeId": 1, "Timestep": 0, "State": [], "Action": "a", "Reward": 1}""", "line 1: /State has 0 items|line 1: /Action is \"a\", expected array or integer")]
    [InlineData("run.yaml", "data: [a.hdf5, b.hdf5]\noutput: policy.zip\nseed: 1\ntrainer:\n  numberOfSteps: 100\n  adaptation: Frozen\n  timeLimit: \"1:00:00\"\n", null)]
    [InlineData("run.yaml", "data: a.hdf5\ntrainer:\n  numberOfStep: 100\n", "line 1: the configuration has no 'output'|line 3: /trainer/numberOfStep is unknown")]
    [InlineData("run.json", "{\"data\": \"a\", \"output\": \"b\",\n\"dataRatio\": 2}", "line 2: /dataRatio is 2, expected at most 1")]
    [InlineData("bench.yaml", "tasks:\n  - hopper\n  - name: hopper-medium\n    environment: hopper\n    quality: medium\nalgorithms: [LaMo, {trainer: BehaviorCloning, bestFraction: 0.1}]\ndataRatios: [1, 0.1, 0.01]\nseeds: 3\nsteps: 20000\n", null)]
    [InlineData("bench.yaml", "tasks: [hopper]\nalgorithms:\n  - LaMo\n  - Lamo\nseeds: [0, 0]\n", "line 4: /algorithms/1 is \"Lamo\"|line 5: /seeds/1 is there twice")]
    [InlineData("bench.yaml", "tasks: [hopper\n", "line 2")]
    public void ValidateTellsWhatIsWrongAndWhere(string name, string content, string? expected)
    {
        (int exitCode, string output, string errors) = Lamo.Run("validate", Write(name, content));
        if (expected is null)
        {
            Assert.True(exitCode == 0, errors);
            Assert.Contains("valid", output);
            return;
        }
        Assert.Equal(1, exitCode);
        foreach (string part in expected.Split('|'))
            Assert.Contains(part, errors);
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
