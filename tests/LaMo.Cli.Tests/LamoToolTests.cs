using System.Text.Json;
using System.Text.RegularExpressions;

namespace LaMo.Cli.Tests;

public sealed class LamoToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void DemoTrainsSavesReloadsScoresAndRollsOut()
    {
        (int exitCode, string output, string errors) = Lamo.RunProcess("demo", "--output", _folder, "--task", "reacher2d", "--episodes", "40", "--steps", "500", "--time-limit", "600");
        Assert.True(exitCode == 0, output + errors);
        Assert.Equal(["reacher2d.idv", "reacher2d.json", "reacher2d.zip", "report.html"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());

        using JsonDocument evaluation = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "reacher2d.json")));
        Assert.Equal(40 * 100, evaluation.RootElement.GetProperty("rows").GetInt64());
        Assert.InRange(evaluation.RootElement.GetProperty("actionError").GetDouble(), 0.01, 1);
        Assert.InRange(evaluation.RootElement.GetProperty("doNothing").GetProperty("mean").GetDouble(), 0, 5);
        Assert.Equal([76, 40], evaluation.RootElement.GetProperty("rollouts").EnumerateArray().Select(rollout => rollout.GetProperty("target").GetInt32()));
        foreach (string row in (ReadOnlySpan<string>)["Recorded (40 episodes)", "Doing nothing", "LaMo asked for 76", "LaMo asked for 40", "action error", "rows/s", "reacher2d.zip", "report.html"])
            Assert.Contains(row, output);
    }

    [Fact]
    public void DemoLearnsFromFewHopperEpisodesAndTextAndReportsIt()
    {
        string corpus = Path.Combine(_folder, "corpus.txt");
        File.WriteAllText(corpus, string.Concat(Enumerable.Range(0, 600).Select(i => $"The {i % 7}th arm reaches the {i % 5}th target.\n")));
        string[] arguments = ["--output", _folder, "--task", "hopper", "--recorded-steps", "10000", "--data-ratio", "0.1", "--steps", "2", "--corpus", corpus];
        (int exitCode, string output, string errors) = Lamo.RunProcess(["demo", .. arguments]);
        // Two steps teach nothing, and the demo says so.
        Assert.True(exitCode == 1, errors);
        Assert.Contains("the demo failed", output);
        foreach (string row in (ReadOnlySpan<string>)["Recorded (2 episodes)", "Doing nothing", "LaMo asked for 3600", "LaMo asked for 1800"])
            Assert.Contains(row, output);

        string report = File.ReadAllText(Path.Combine(_folder, "report.html"));
        foreach (string part in (ReadOnlySpan<string>)
        [
            "LaMo asked for 3600", "hopper: returns asked for and reached", "hopper: returns of episodes", "hopper: learning curves",
            "Perplexity on text held out after training", "hopper: dataset card", "hopper: settings", "languageCorpus", corpus,
        ])
            Assert.Contains(part, report);
        Assert.Equal(3, Regex.Count(report, "<figure>"));
    }

    [Fact]
    public void MissingModelIsNamed()
    {
        (int exitCode, _, string errors) = Lamo.Run("evaluate", "--model", Path.Combine(_folder, "none.zip"), "--data", "none.idv", "--report", Path.Combine(_folder, "report.json"));
        Assert.Equal(1, exitCode);
        Assert.Contains("none.zip", errors);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void DamagedModelIsReported()
    {
        string model = Path.Combine(_folder, "model.zip");
        File.WriteAllText(model, "not a zip");
        (int exitCode, _, string errors) = Lamo.Run("evaluate", "--model", model, "--data", "none.idv", "--report", Path.Combine(_folder, "report.json"));
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"lamo: {model} is damaged or no saved pipeline", errors);
    }

    [Theory]
    [InlineData("hopper.idv")]
    [InlineData("hopper.csv")]
    public void CollectRecordsADataset(string file)
    {
        string path = Path.Combine(_folder, file);
        (int exitCode, string output, string errors) = Lamo.Run("collect", "--task", "hopper", "--quality", "random", "--steps", "500", "--seed", "3", "--out", path);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("500 steps", output);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void CollectSaysHowToGetPolicies()
    {
        (int exitCode, _, string errors) = Lamo.Run("collect", "--task", "kitchen-complete", "--quality", "expert", "--out", Path.Combine(_folder, "kitchen-complete.idv"));
        Assert.Equal(1, exitCode);
        Assert.Contains("lamo train-behaviour --task kitchen-complete", errors);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void PretrainWritesALanguageModelAndResumesIt()
    {
        string corpus = Path.Combine(_folder, "corpus.txt"), model = Path.Combine(_folder, "lm");
        File.WriteAllText(corpus, string.Concat(Enumerable.Range(0, 600).Select(i => $"The {i % 7}th arm reaches the {i % 5}th target.\n")));
        string[] arguments =
        [
            "pretrain", "--corpus", corpus, "--output", model, "--vocabulary-size", "280", "--layers", "1", "--heads", "2", "--width", "8", "--context", "16",
            "--steps", "20", "--steps-per-validation", "10", "--batch", "2", "--validation-share", "0.1",
        ];
        (int exitCode, string output, string errors) = Lamo.Run([.. arguments, "--early-stop-steps", "10"]);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains("10 in", output);
        (exitCode, output, errors) = Lamo.Run([.. arguments, "--resume"]);
        Assert.True(exitCode == 0, output + errors);
        foreach (string row in (ReadOnlySpan<string>)["20 in", "Validation perplexity", "A unigram model's", "Folder"])
            Assert.Contains(row, output);
        Assert.Equal(["README.md", "config.json", "merges.txt", "model.safetensors", "vocab.json"], Directory.GetFiles(model).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string card = File.ReadAllText(Path.Combine(model, "README.md"));
        Assert.Contains($"lamo {string.Join(' ', arguments)}\n", card);

        (exitCode, _, errors) = Lamo.Run([.. arguments, "--resume", "--seed", "1"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("Options.Seed is 0 there and 1 here", errors);
    }

    [Theory]
    [InlineData("--device", "foo", "--device must be cpu, cuda or cuda:N.")]
    [InlineData("--device", "meta", "--device must be cpu, cuda or cuda:N.")]
    [InlineData("--device", "cuda:x", "--device must be cpu, cuda or cuda:N.")]
    [InlineData("--minutes", "1e300", "--minutes must be positive and at most a million")]
    [InlineData("--minutes", "NaN", "--minutes must be positive and at most a million")]
    [InlineData("--minutes", "0", "--minutes must be positive and at most a million")]
    [InlineData("--vocabulary-size", "5", "--vocabulary-size must be at least 257")]
    [InlineData("--dropout", "2", "--dropout must lie in [0, 1)")]
    [InlineData("--dropout", "-1", "--dropout must lie in [0, 1)")]
    [InlineData("--dropout", "NaN", "--dropout must lie in [0, 1)")]
    public void PretrainRefusesWhatNoModelCanBeMadeWith(string option, string value, string message)
    {
        string corpus = Path.Combine(_folder, "corpus.txt"), model = Path.Combine(_folder, "lm");
        File.WriteAllText(corpus, "The arm reaches the target.");
        (int exitCode, string output, string errors) = Lamo.Run("pretrain", "--corpus", corpus, "--output", model, option, value);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(message, errors);
        Assert.False(Directory.Exists(model));
    }

    [Fact]
    public void DeviceThatIsNotThereIsNamed()
    {
        string corpus = Path.Combine(_folder, "corpus.txt");
        File.WriteAllText(corpus, "The arm reaches the target.");
        (int exitCode, _, string errors) = Lamo.Run("pretrain", "--corpus", corpus, "--output", Path.Combine(_folder, "lm"), "--device", "cuda:255");
        Assert.Equal(1, exitCode);
        Assert.Contains("cuda:255 is not there", errors);
    }

    [Fact]
    public void MissingCorpusIsNamed()
    {
        (int exitCode, _, string errors) = Lamo.Run("pretrain", "--corpus", Path.Combine(_folder, "none.txt"), "--output", Path.Combine(_folder, "lm"));
        Assert.Equal(1, exitCode);
        Assert.Contains("none.txt", errors);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public void UnknownOptionIsRefused() => Assert.Equal(2, Lamo.Run("demo", "--nonsense").ExitCode);
}
