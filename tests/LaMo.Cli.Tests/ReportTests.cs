using System.Text.RegularExpressions;

namespace LaMo.Cli.Tests;

public sealed class ReportTests(TrainedPolicy policy) : IClassFixture<TrainedPolicy>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatTheVerbsWroteBecomesOnePage()
    {
        string model = InFolder("policy.zip"), evaluation = InFolder("evaluation.json"), scored = InFolder("scored.json"), report = InFolder("report.html");
        Succeed("train", "--data", policy.Data, "--output", model, "--algorithm", "Iql", "--steps", "200", "--set", "trainer.hiddenSizes=[8]", "trainer.maxAction=2");
        Succeed("evaluate", "--model", model, "--data", policy.Data, "--task", "pendulum", "--episodes", "2", "--report", evaluation);
        File.WriteAllText(scored, Succeed("score", "--model", model, "--data", policy.Data, "--out", InFolder("scored.idv"), "--off-policy", "--linear-values", "--json"));
        Succeed("report", InFolder("policy.training.json"), evaluation, scored, model, policy.Data, "--out", report, "--title", "Pendulum <1>");
        string html = File.ReadAllText(report);
        foreach (string part in (ReadOnlySpan<string>)
        [
            "Pendulum &lt;1&gt;", "Training of policy.zip", "Iql: learning curves", "Iql: what was logged", "hiddenSizes",
            "Evaluation of policy.zip in pendulum", "Doing nothing", "pendulum: returns asked for and reached",
            "Agreement of policy.zip with pendulum.idv", "meanSquaredError", "fittedQEvaluation",
            "Model policy.zip", "PredictedAction", "Dataset pendulum.idv", "Returns of the recorded episodes",
        ])
            Assert.Contains(part, html);
        Assert.Equal(5, Regex.Count(html, "<figure>"));
    }

    [Theory]
    [InlineData("{}", "no member 'verb'")]
    [InlineData("{", "is no JSON")]
    [InlineData("""{ "verb": "inspect" }""", "a result of lamo inspect")]
    [InlineData("""{ "verb": "evaluate", "rows": "many" }""", "is damaged")]
    [InlineData("""{ "verb": "evaluate" }""", "is damaged")]
    public void AFaultyResultIsNamed(string content, string expected)
    {
        string path = InFolder("result.json");
        File.WriteAllText(path, content);
        LamoResult result = Lamo.Run("report", path, "--out", InFolder("report.html"));
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"lamo: {path}", result.Errors);
        Assert.Contains(expected, result.Errors);
        Assert.Single(Directory.GetFiles(_folder));
    }

    private string InFolder(string name) => Path.Combine(_folder, name);

    private static string Succeed(params string[] arguments)
    {
        LamoResult result = Lamo.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output;
    }
}
