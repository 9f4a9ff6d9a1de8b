using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Analysis;

namespace LaMo.Cli.Tests.Benchmark;

public sealed partial class BenchmarkTests : IDisposable
{
    private const string Configuration = """
        tasks: [{ name: reacher2d, steps: 2000 }]
        algorithms:
          - BehaviorCloning
          - { trainer: DecisionTransformer, options: { width: 16, numberOfLayers: 1, contextLength: 3, warmupSteps: 5 } }
        dataRatios: [1, 0.5]
        seeds: 2
        steps: 120
        evaluationInterval: 40
        evaluationEpisodes: 2
        lastCheckpoints: 2
        trainer: { batchSize: 8, learningRate: 1e-3 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-benchmark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task KilledBenchmarkGoesOnAndEndsAsOneThatWasNot()
    {
        string config = Write(Configuration), whole = Path.Combine(_folder, "whole"), killed = Path.Combine(_folder, "killed");
        (int exitCode, string output, string errors) = Run("benchmark", config, "--output", whole, "--cores", "2");
        Assert.True(exitCode == 0, output + errors);

        using (Process process = Start("benchmark", config, "--output", killed, "--cores", "2"))
        {
            // One run is done and the second has begun, or so.
            while (!Files(killed, "result.json").Any() || !Files(killed, "progress.json").Any())
            {
                Assert.False(process.HasExited, "The benchmark ended before it could be killed.");
                await Task.Delay(20);
            }
            process.Kill();
            await process.WaitForExitAsync();
        }
        DateTime[] kept = [.. Files(killed, "result.json").Select(File.GetLastWriteTimeUtc)];
        Assert.InRange(kept.Length, 1, 7);
        (exitCode, output, errors) = Run("benchmark", config, "--output", killed, "--cores", "2");
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("runs were finished before", errors);
        Assert.Equal(8, Files(killed, "result.json").Count());
        foreach (string result in Files(whole, "result.json"))
        {
            JsonNode expected = JsonNode.Parse(File.ReadAllText(result))!, actual = JsonNode.Parse(File.ReadAllText(Path.Combine(killed, Path.GetRelativePath(whole, result))))!;
            Assert.Equal(expected["evaluations"]!.ToJsonString(), actual["evaluations"]!.ToJsonString());
            Assert.Equal([40, 80, 120], actual["evaluations"]!.AsArray().Select(evaluation => (int)evaluation!["step"]!));
        }
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "results.md")), File.ReadAllText(Path.Combine(killed, "results.md")));
        Assert.Empty(Files(killed, "training.state"));
        Assert.Empty(Files(killed, "progress.json"));
    }

    [Fact]
    public void ResultsAreTablesAndAReport()
    {
        string config = Write(Configuration), output = Path.Combine(_folder, "out");
        (int exitCode, string text, string errors) = Run("benchmark", config, "--output", output, "--cores", "2", "--set", "seeds=[3, 5]", "--set", "dataRatios=[0.5]", "--json");
        Assert.True(exitCode == 0, text + errors);
        JsonNode outcome = JsonNode.Parse(text)!;
        Assert.Equal(("benchmark", 4, 0), ((string?)outcome["verb"], (int?)outcome["finishedRuns"], outcome["failed"]!.AsArray().Count));

        DataFrame results = DataFrame.LoadCsv(Path.Combine(output, "results.csv"));
        // Four runs of three evaluations; one algorithm is asked for two returns, one for none.
        Assert.Equal(2 * 3 * 2 + 2 * 3, results.Rows.Count);
        Assert.Equal(
            ["Task", "Algorithm", "DataRatio", "Seed", "Step", "Loss", "TargetReturn", "Episodes", "MeanReturn", "ReturnDeviation", "Score", "RunSeconds", "RunProcessorSeconds"],
            results.Columns.Select(column => column.Name));
        string markdown = File.ReadAllText(Path.Combine(output, "results.md"));
        Assert.Contains("over its last 2 evaluations", markdown);
        Assert.Matches(ScoreRow(), markdown);
        string report = File.ReadAllText(Path.Combine(output, "report.html"));
        Assert.Contains("DecisionTransformer", report);

        // The score by hand: the best target's mean over the last two evaluations.
        double[] scores = [.. Files(output, "result.json").Where(file => file.Contains("BehaviorCloning", StringComparison.Ordinal)).Select(ScoreOfOneTarget)];
        Assert.Contains(FormattableString.Invariant($"| {scores.Average():F1} ± {Math.Abs(scores[0] - scores[1]) / Math.Sqrt(2):F1} |"), markdown);

        // Nothing is left to do, and without runs the results are the same.
        DateTime[] written = [.. Files(output, "result.json").Select(File.GetLastWriteTimeUtc)];
        (exitCode, _, _) = Run("benchmark", config, "--output", output, "--results-only", "--set", "seeds=[3, 5]", "--set", "dataRatios=[0.5]");
        Assert.Equal(0, exitCode);
        Assert.Equal(markdown, File.ReadAllText(Path.Combine(output, "results.md")));
        Assert.Equal(written, Files(output, "result.json").Select(File.GetLastWriteTimeUtc));

        // Other options are not taken for the same run.
        (exitCode, _, errors) = Run("benchmark", config, "--output", output, "--set", "seeds=[3, 5]", "--set", "dataRatios=[0.5]", "--set", "trainer.batchSize=16");
        Assert.Equal(1, exitCode);
        Assert.Contains("run.trainer.batchSize is 8 there and 16 here", errors);
    }

    [Fact]
    public void FailedRunIsReportedAndTheOthersGoOn()
    {
        string config = Write("""
            tasks: [{ name: reacher2d, steps: 400 }]
            algorithms:
              - { trainer: BehaviorCloning, options: { hiddenSizes: [4] } }
              - { name: broken, trainer: LaMo, options: { pretrainedModel: no-such-folder } }
            seeds: 1
            steps: 2
            evaluationEpisodes: 1
            """);
        string output = Path.Combine(_folder, "out");
        (int exitCode, string text, string errors) = Run("benchmark", config, "--output", output, "--cores", "1");
        Assert.Equal(1, exitCode);
        Assert.Contains("Failed: reacher2d, broken", text);
        Assert.Contains("no-such-folder", text);
        Assert.Contains("no-such-folder", File.ReadAllText(Files(output, "error.txt").Single()));
        Assert.Single(Files(output, "result.json"));
        Assert.Contains("## Failed runs", File.ReadAllText(Path.Combine(output, "results.md")));
        Assert.Contains("2 of 2", errors);
    }

    [Theory]
    [InlineData("tasks: [hoppper]\nalgorithms: [LaMo]\n", "line 1: /tasks/0 has no environment hoppper")]
    [InlineData("tasks: [hopper]\nalgorithms:\n  - LaMo\n  - {trainer: LaMo, steps: 3}\n", "line 4: /algorithms/1 has the name LaMo")]
    [InlineData("tasks: [hopper]\nalgorithms:\n  - {trainer: Iql, options: {alpha: 1}}\n", "line 3: /algorithms/0/options/alpha is unknown")]
    [InlineData("tasks: [hopper]\nalgorithms: [LaMo, Iql]\ntrainer:\n  expectil: 1\n", "line 4: /trainer/expectil is an option of none")]
    [InlineData("tasks: [hopper]\nalgorithms: [LaMo, Iql]\ntrainer:\n  expectile: a\n", "line 4: /trainer/expectile is no number")]
    [InlineData("tasks: [{name: a, environment: hopper, data: none.hdf5}]\nalgorithms: [LaMo]\n", "none.hdf5")]
    public void FaultsAreNamedBeforeAnythingIsDone(string content, string expected)
    {
        string output = Path.Combine(_folder, "out");
        (int exitCode, _, string errors) = Run("benchmark", Write(content), "--output", output);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, errors);
        Assert.False(Directory.Exists(output));
    }

    [GeneratedRegex(@"\| reacher2d \| 50 % \| [\d.-]+ ± [\d.]+ \| [\d.-]+ ± [\d.]+ \|")]
    private static partial Regex ScoreRow();

    private static double ScoreOfOneTarget(string result) =>
        JsonNode.Parse(File.ReadAllText(result))!["evaluations"]!.AsArray().TakeLast(2).Average(evaluation => (double)evaluation!["targets"]![0]!["score"]!);

    private static IEnumerable<string> Files(string folder, string name) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];

    private string Write(string content)
    {
        string path = Path.Combine(_folder, "benchmark.yaml");
        File.WriteAllText(path, content);
        return path;
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "lamo.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["COLUMNS"] = "300";
        return Process.Start(start)!;
    }

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
