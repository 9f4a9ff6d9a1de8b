using System.Text.Json;

namespace LaMo.Cli.Tests;

public sealed class ScoreTests(TrainedPolicy policy) : IClassFixture<TrainedPolicy>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ScoredRowsAreThoseOfTheDatasetWithPredictionsBehind()
    {
        string original = Path.Combine(_folder, "pendulum.csv"), scored = Path.Combine(_folder, "scored.csv");
        Assert.Equal(0, Lamo.Run("convert", policy.Data, original).ExitCode);
        (int exitCode, string output, string errors) = Lamo.Run("score", "--model", policy.Model, "--data", policy.Data, "--out", scored);
        Assert.True(exitCode == 0, errors);
        foreach (string part in (ReadOnlySpan<string>)["Mean squared error", "Action.0", "600 rows", scored])
            Assert.Contains(part, output);

        string[] lines = File.ReadAllLines(original), scoredLines = File.ReadAllLines(scored);
        Assert.Equal(lines[0] + ",PredictedAction.0", scoredLines[0]);
        // The pipeline normalises states; the file has them as they were recorded.
        Assert.Equal(lines[1..], scoredLines[1..].Select(line => line[..line.LastIndexOf(',')]));
        Assert.Equal([original, scored], Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public void JsonHasTheMetricsAndTheEstimates()
    {
        string scored = Path.Combine(_folder, "scored.idv");
        (int exitCode, string output, string errors) = Lamo.Run(
            "score", "--model", policy.Model, "--data", policy.Data, "--out", scored, "--off-policy", "--policy-deviation", "0.5", "--linear-values", "--json");
        Assert.True(exitCode == 0, errors);
        using JsonDocument result = JsonDocument.Parse(output);
        Assert.Equal("score", result.RootElement.GetProperty("verb").GetString());
        Assert.Equal(600, result.RootElement.GetProperty("rows").GetInt32());
        Assert.InRange(result.RootElement.GetProperty("metrics").GetProperty("meanSquaredError").GetDouble(), 0.01, 10);
        JsonElement estimates = result.RootElement.GetProperty("offPolicy").GetProperty("estimates");
        Assert.InRange(estimates.GetProperty("loggedReturn").GetProperty("value").GetDouble(), -1600, 0);
        Assert.True(estimates.TryGetProperty("doublyRobust", out _));
        Assert.Equal(0, Lamo.Run("inspect", scored).ExitCode);
    }

    [Fact]
    public void DiscreteActionsAreScoredAsJsonLines()
    {
        string scored = Path.Combine(_folder, "scored.jsonl");
        (int exitCode, string output, string errors) = Lamo.Run("score", "--model", policy.DiscreteModel, "--data", policy.DiscreteData, "--out", scored);
        Assert.True(exitCode == 0, errors);
        Assert.Contains("Accuracy", output);
        using JsonDocument row = JsonDocument.Parse(File.ReadLines(scored).First());
        Assert.InRange(row.RootElement.GetProperty("PredictedAction").GetInt32(), 0, 1);
        Assert.Equal(1, row.RootElement.GetProperty("Score").EnumerateArray().Sum(probability => probability.GetDouble()), 1e-5);
        Assert.Equal(4, row.RootElement.GetProperty("State").GetArrayLength());
    }

    [Fact]
    public void AFormatWithoutAPlaceForPredictionsIsAUsageError()
    {
        LamoResult result = Lamo.Run("score", "--model", policy.Model, "--data", policy.Data, "--out", Path.Combine(_folder, "scored.hdf5"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--out must end with one of .idv, .csv, .jsonl", result.Errors);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
