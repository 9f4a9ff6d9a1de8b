using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Tests;

public sealed class TrainTests(TrainedPolicy policy) : IClassFixture<TrainedPolicy>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void InterruptedAndRepeatedItEndsWithTheModelOfOneThatWasNot()
    {
        string model = Path.Combine(_folder, "policy.zip"), state = Path.Combine(_folder, "policy.training");
        // It would go on for hours.
        string[] endless = Command(model, 1_000_000_000);
        int lastStep = 0;
        foreach (int signal in (ReadOnlySpan<int>)[Signal.Interrupt, Signal.Terminate])
        {
            using Process process = Lamo.Start(endless);
            (int exitCode, string output, string errors) = Signal.SendAfter("Training BehaviorCloning: ", process, signal);
            Assert.True(exitCode == 130, errors);
            Assert.Empty(output);
            Assert.Contains($"lamo: interrupted. The state is in {state}; the same command goes on from there.", errors);
            Assert.False(File.Exists(model));
            int step = Steps(File.ReadLines(Path.Combine(state, "curve.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)).Last();
            Assert.True(step > lastStep, $"It was at step {lastStep} and is at {step}.");
            lastStep = step;
        }

        LamoResult resumed = Lamo.Run(Command(model, lastStep + 250));
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        Assert.False(Directory.Exists(state));
        string uninterrupted = Path.Combine(_folder, "uninterrupted.zip");
        Assert.Equal(0, Lamo.Run(Command(uninterrupted, lastStep + 250)).ExitCode);
        Assert.Equal(Entries(uninterrupted), Entries(model));
        Assert.Equal(Curve(uninterrupted), Curve(model));
    }

    [Fact]
    public void OptionsTakeThePlaceOfTheConfigurations()
    {
        string configuration = Path.Combine(_folder, "run.yaml"), model = Path.Combine(_folder, "policy.zip");
        File.WriteAllText(configuration, $"""
            data: {policy.Data}
            output: {Path.Combine(_folder, "other.zip")}
            algorithm: LaMo
            seed: 3
            trainer:
              numberOfSteps: 1000000
              maxAction: 2
              hiddenSizes: [8]
            """);
        (int exitCode, string output, string errors) = Lamo.Run(
            "train", configuration, "--output", model, "--algorithm", "Iql", "--steps", "150", "--set", "trainer.expectile=0.8", "dataRatio=0.5", "--json");
        Assert.True(exitCode == 0, errors);
        Assert.Contains("Training on 200 steps of 1 episodes.", errors);
        using JsonDocument result = JsonDocument.Parse(output);
        Assert.Equal("train", result.RootElement.GetProperty("verb").GetString());
        Assert.Equal(("Iql", 3, 150), (result.RootElement.GetProperty("algorithm").GetString(), result.RootElement.GetProperty("seed").GetInt32(), result.RootElement.GetProperty("steps").GetInt32()));
        Assert.Equal(0.8, result.RootElement.GetProperty("settings").GetProperty("expectile").GetDouble());
        Assert.Equal([100, 150], Steps(result.RootElement.GetProperty("curve").EnumerateArray()));
        // The record beside the model is the same document.
        Assert.Equal(output.Trim(), File.ReadAllText(Path.Combine(_folder, "policy.training.json")));
        Assert.Equal([model, configuration], Directory.GetFiles(_folder).Where(path => !path.EndsWith(".json", StringComparison.Ordinal)).Order());

        ITransformer loaded = new MLContext().Model.Load(model, out _);
        Assert.NotNull(loaded.Transform(new MLContext().OfflineRL().LoadFromFile(policy.Data)).Schema.GetColumnOrNull("PredictedAction"));
    }

    [Fact]
    public void TheStateOfAnotherTrainingIsNotGoneOnFromUnlessItIsToBeginAnew()
    {
        string model = Path.Combine(_folder, "policy.zip");
        // A time limit leaves the state behind.
        Assert.Equal(0, Lamo.Run([.. Command(model, 1_000_000_000), "trainer.timeLimit=0:00:01"]).ExitCode);
        LamoResult other = Lamo.Run([.. Command(model, 100), "--seed", "5"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("Seed is 0 there and 5 here", other.Errors);
        Assert.Equal(0, Lamo.Run([.. Command(model, 100), "--seed", "5", "--restart"]).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_folder, "policy.training")));
    }

    [Theory]
    [InlineData("train", 2, "Name a configuration, or a dataset with --data.")]
    [InlineData("train --data none.idv", 1, "the configuration has no 'output'")]
    [InlineData("train --data none.idv --output out.zip", 1, "none.idv")]
    [InlineData("train --data none.idv --output out.zip --algorithm Lamo", 2, "Lamo")]
    [InlineData("train --data none.idv --output out.zip --set trainer.steps=5", 1, "/trainer/steps is unknown; LaMoTrainer has ")]
    [InlineData("train none.yaml", 1, "none.yaml")]
    public void FaultsAreTold(string line, int expectedExitCode, string expected)
    {
        (int exitCode, string output, string errors) = Lamo.Run([.. line.Split(' ').Select(word => word.EndsWith(".zip", StringComparison.Ordinal) ? Path.Combine(_folder, word) : word)]);
        Assert.Equal(expectedExitCode, exitCode);
        Assert.Contains(expected, errors);
        Assert.Empty(output);
        if (exitCode == 1)
            Assert.Single(errors.Trim().Split('\n'));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private string[] Command(string output, int steps) =>
        ["train", "--data", policy.Data, "--output", output, "--algorithm", "BehaviorCloning", "--steps", $"{steps}", "--set", "trainer.hiddenSizes=[8]", "trainer.maxAction=2", "trainer.checkpointInterval=70"];

    private static IEnumerable<int> Steps(IEnumerable<JsonElement> curve) => curve.Select(entry => entry.GetProperty("step").GetInt32());

    private static string Curve(string model)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(model, ".training.json")));
        return record.RootElement.GetProperty("curve").GetRawText();
    }

    private static IEnumerable<(string Name, string Content)> Entries(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using (Stream stream = entry.Open())
                stream.CopyTo(content);
            return (entry.FullName, System.Convert.ToHexString(content.ToArray()));
        })];
    }
}
