using LaMo.Cli.Reporting;
using LaMo.Cli.Train;
using LaMo.Reports;

namespace LaMo.Cli.Demo;

/// <summary>The report that <c>lamo demo</c> writes beside the models.</summary>
internal static class DemoReport
{
    public static Report Create(IReadOnlyList<DemoOutcome> outcomes) => new(
        "LaMo: the demo",
        string.Join(' ', outcomes.Select(outcome => outcome.Verdict)),
        [.. outcomes.SelectMany(Sections)]);

    private static IEnumerable<ReportSection> Sections(DemoOutcome outcome)
    {
        string task = outcome.Task.Name;
        yield return new ReportSection($"{task}: what was reached",
        [
            new ReportTable(
                "Returns (mean ± standard deviation) and normalised scores (0 is a random policy, 100 the reference expert)",
                ["Who plays", "Return", "Score"],
                [.. DemoTable.Rows(outcome).Select(row => (IReadOnlyList<string>)[row.Player, row.Return, row.Score])]),
            .. EvaluationParts.Charts("LaMo", outcome.Evaluation, outcome.Returns),
        ]);
        yield return new ReportSection($"{task}: training", [.. TrainingParts.Create(task, "mean squared error of actions", outcome.Training, outcome.Remarks)]);
        yield return new ReportSection($"{task}: dataset card", [new ReportText($"Recorded on the spot: {outcome.Task.Recording}."), .. DatasetCardTables.Create(outcome.Data)]);
        yield return new ReportSection($"{task}: settings", [TrainingParts.Settings(TrainedModel.SettingsOf(outcome.Options))]);
    }
}
