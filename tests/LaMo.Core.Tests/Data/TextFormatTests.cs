using LaMo.Core.Data;

namespace LaMo.Core.Tests.Data;

public sealed class TextFormatTests : IDisposable
{
    private const string Header = "EpisodeId,Timestep,State.0,State.1,Action.0,Reward\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CsvColumnsStandInAnyOrder()
    {
        StepSource source = Csv("Reward,Timeout,Terminal,State.1,State.0,Action.0,Timestep,EpisodeId\n1.5,0,0,2,1,-1,0,a\n\n2,TRUE,false,4,3,\"0.25\",7,a\n3,0,1,6,5,0,0,\"b,\"\"c\"\r\n");
        StepBlock steps = DataFile.ReadAll(source);
        Assert.Equal((3, 2, 2, 1, 0), (source.StepCount, source.EpisodeCount, source.Layout.StateSize, source.Layout.ActionSize, source.Layout.ActionCount));
        Assert.Equal([1, 2, 3, 4, 5, 6], steps.States);
        Assert.Equal([-1, 0.25f, 0], steps.Actions);
        Assert.Equal([1.5f, 2, 3], steps.Rewards);
        Assert.Equal([0, 7, 0], steps.Timesteps);
        Assert.Equal([0, 0, 1], steps.Episodes);
        Assert.Equal([false, false, true], steps.Terminals);
        Assert.Equal([false, true, false], steps.Timeouts);
    }

    [Fact]
    public void CsvVectorsMayBeJsonArraysAndActionsWholeNumbers()
    {
        StepSource source = Csv("EpisodeId,Timestep,State,Action,Reward\n0,0,\"[1, 2.5]\",3,0\n0,1,\"[3,4]\",0,0\n");
        Assert.Equal((2, 1, 4), (source.Layout.StateSize, source.Layout.ActionSize, source.Layout.ActionCount));
        Assert.Equal([1, 2.5f, 3, 4], DataFile.ReadAll(source).States);
        Assert.Equal(0, Csv("EpisodeId,Timestep,State,Action,Reward\n0,0,1,\"[3]\",0\n").Layout.ActionCount);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("EpisodeId,Timestep,State.0,Reward\n", "line 1: there is no column 'Action', nor 'Action.0'")]
    [InlineData("EpisodeId,Timestep,State.0,State.2,Action.0,Reward\n", "line 1: the columns of 'State'")]
    [InlineData("EpisodeId,Timestep,State.0,Action.0,Reward,Terminl\n", "line 1, column 'Terminl': unknown")]
    [InlineData("EpisodeId,Timestep,State.0,Action.0,Reward,Reward\n", "line 1: the columns of 'Reward'")]
    [InlineData(Header, "has no steps")]
    [InlineData(Header + "0,0,1,2,3,4\n0,1,1,x,3,4\n", "line 3, column 'State.1': 'x' is no number")]
    [InlineData(Header + "0,0,1,2,3\n", "line 2, column 'Action.0': the line has 5 fields, the header 6")]
    [InlineData(Header + "0,0,1,2,\"3,4\n", "line 2, column 'Action.0': a quote")]
    [InlineData(Header + "0,0.5,1,2,3,4\n", "line 2, column 'Timestep': '0.5' is no whole number")]
    [InlineData(Header + "0,-1,1,2,3,4\n", "line 2, column 'Timestep': -1 is negative")]
    [InlineData(Header + "0,1,1,2,3,4\n0,1,1,2,3,4\n", "line 3, column 'Timestep': 1 follows 1")]
    [InlineData(Header + "0,0,1,2,3,4\n1,0,1,2,3,4\n0,1,1,2,3,4\n", "line 4, column 'EpisodeId': episode '0' goes on")]
    [InlineData("EpisodeId,Timestep,State,Action,Reward\n0,0,1,0.5,0\n", "line 2, column 'Action': '0.5' is no whole number")]
    [InlineData("EpisodeId,Timestep,State,Action,Reward\n0,0,1,0,0\n0,1,[1;2],0,0\n", "line 3, column 'State': '1;2' is no number")]
    [InlineData("EpisodeId,Timestep,State,Action,Reward,Terminal\n0,0,1,0,0,maybe\n", "line 2, column 'Terminal': 'maybe'")]
    public void CsvFaultsNameLineAndColumn(string text, string message)
    {
        string error = Assert.Throws<InvalidDataException>(() => Csv(text)).Message;
        Assert.Contains("steps.csv", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void JsonLinesHoldAnObjectEach()
    {
        StepSource source = JsonLines("""
            {"EpisodeId": "a", "Timestep": 0, "State": [1, 2], "Action": 1, "Reward": 0.5}

            {"Reward": 1, "Action": 0, "State": [3, 4], "Timestep": 1, "EpisodeId": "a", "Terminal": true}
            """);
        StepBlock steps = DataFile.ReadAll(source);
        Assert.Equal((2, 1, 2), (source.StepCount, source.EpisodeCount, source.Layout.ActionCount));
        Assert.Equal([1, 2, 3, 4], steps.States);
        Assert.Equal([1, 0], steps.Actions);
        Assert.Equal([false, true], steps.Terminals);
    }

    [Theory]
    [InlineData("""{"EpisodeId": 1, "Timestep": 0, "State": [1], "Action": [1], "Reward": 0""", "line 1: no JSON at column")]
    [InlineData("[1]", "line 1: a JSON object is expected")]
    [InlineData("""{"EpisodeId": 1, "Timestep": 0, "State": [1], "Action": [1]}""", "line 1, column 'Reward': is missing")]
    [InlineData("""{"EpisodeId": 1, "Timestep": 0, "State": [1, "x"], "Action": [1], "Reward": 0}""", "line 1, column 'State': \"x\" is no number")]
    [InlineData("""{"EpisodeId": 1, "Timestep": 0, "State": [1], "Action": [], "Reward": 0}""", "line 1, column 'Action': is a vector of 0 values")]
    [InlineData("""{"EpisodeId": 1, "Timestep": 0, "State": [1], "Action": 1.5, "Reward": 0}""", "line 1, column 'Action': 1.5 is no whole number")]
    [InlineData("""{"EpisodeId": null, "Timestep": 0, "State": [1], "Action": [1], "Reward": 0}""", "line 1, column 'EpisodeId': null is neither")]
    [InlineData("""{"EpisodeId": 1, "Timestep": 0, "State": [1], "Action": [1], "Reward": 0, "x": 1}""", "line 1, column 'x': unknown")]
    [InlineData("""{"EpisodeId": "\ud800", "Timestep": 0, "State": [1], "Action": [1], "Reward": 0}""", "line 1, column 'EpisodeId': not Unicode")]
    public void JsonLinesFaultsNameLineAndColumn(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => JsonLines(text)).Message);

    private StepSource Csv(string text) => StepFile.Open(_folder.Write("steps.csv", text));

    private StepSource JsonLines(string text) => StepFile.Open(_folder.Write("steps.jsonl", text));
}
