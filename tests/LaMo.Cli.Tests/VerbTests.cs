using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using LaMo.Cli.Invocation;

namespace LaMo.Cli.Tests;

public sealed class VerbTests(TrainedPolicy policy) : IClassFixture<TrainedPolicy>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public static TheoryData<string> Verbs => [.. LamoCommand.Create().Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Verbs))]
    public void HelpHasExamplesThatAreUnderstood(string name)
    {
        LamoResult help = Lamo.Run(name, "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Errors));
        RootCommand root = LamoCommand.Create();
        Verb verb = Assert.IsType<Verb>(root.Subcommands.Single(verb => verb.Name == name));
        Assert.NotEmpty(verb.Examples);
        foreach (string example in verb.Examples)
        {
            string line = $"{name} {example}";
            Assert.Contains($"  lamo {line}\n", help.Output);
            Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(line)]).Errors);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void AnUnknownOptionIsAUsageErrorAndNoResult(string name)
    {
        LamoResult result = Lamo.Run(name, "--json", "--nonsense");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("inspect --nonsense")]
    [InlineData("demo --nonsense")]
    [InlineData("train run.yaml --nonsense")]
    public void TheUnknownOptionIsNamed(string line) => Assert.Contains("'--nonsense'", Lamo.Run(line.Split(' ')).Errors);

    [Theory]
    [InlineData("collect --task golf --quality random --out new.idv", "There is no task 'golf'. Tasks: ")]
    [InlineData("collect --task hopper --quality random --steps 0 --out new.idv", "steps ('0')")]
    [InlineData("convert none.csv new.idv", "none.csv")]
    [InlineData("inspect none.csv", "none.csv")]
    [InlineData("score --model none.zip --data none.csv --out new.csv", "none.zip")]
    [InlineData("report none.json --out new.html", "none.json")]
    [InlineData("train-behaviour --task none --output new.folder", "no task 'none'")]
    public void AFailureIsOneLineAndNoResult(string line, string expected)
    {
        LamoResult result = Lamo.Run([.. line.Split(' ').Select(word => word.StartsWith("new.", StringComparison.Ordinal) ? Path.Combine(_folder, word) : word)]);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        string message = Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("lamo: ", message);
        Assert.Contains(expected, message);
        Assert.DoesNotContain("Parameter", message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void WithoutAVerbThereIsHelpAndAUsageError()
    {
        LamoResult result = Lamo.Run();
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("Exit codes: 0 success, 1 failure", result.Errors);
    }

    [Theory]
    [InlineData("collect --task cartpole --quality random --steps 100 --out new.csv", "path task steps episodes minimumReturn maximumReturn meanReturn seconds")]
    [InlineData("convert data.idv new.jsonl", "path steps episodes")]
    [InlineData("inspect data.idv", "name format steps episodes returns")]
    [InlineData("validate data.idv", "path valid errors")]
    [InlineData("evaluate --model model.zip --data data.idv --task pendulum --episodes 1 --target 0", "model data task rows rowsPerSecond actionError doNothing rollouts")]
    [InlineData("score --model model.zip --data data.idv --out new.idv", "model data path rows seconds metrics offPolicy")]
    [InlineData("report data.idv --out new.html", "path sections")]
    [InlineData("completion zsh", "shell script")]
    public void JsonIsOneDocumentWithTheVerbAndItsMembers(string line, string members)
    {
        string[] words = [.. line.Split(' ').Select(word => word switch
        {
            "data.idv" => policy.Data,
            "model.zip" => policy.Model,
            _ => word.StartsWith("new.", StringComparison.Ordinal) ? Path.Combine(_folder, word) : word,
        })];
        LamoResult result = Lamo.Run([.. words, "--json"]);
        Assert.True(result.ExitCode == 0, result.Errors);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.Equal(words[0], document.RootElement.EnumerateObject().First().Value.GetString());
        Assert.Empty(members.Split(' ').Except(document.RootElement.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void ValidateTellsErrorsInJson()
    {
        string path = Path.Combine(_folder, "run.yaml");
        File.WriteAllText(path, "data: a.csv\noutput: a.zip\nseed: x\n");
        LamoResult result = Lamo.Run("validate", path, "--json");
        Assert.Equal(1, result.ExitCode);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.False(document.RootElement.GetProperty("valid").GetBoolean());
        Assert.Contains("line 3: /seed", document.RootElement.GetProperty("errors")[0].GetString());
    }
}
