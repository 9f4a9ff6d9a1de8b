using System.Globalization;
using System.Reflection;
using LaMo.Core.Training;
using LaMo.MLNet;
using LaMo.Reports;
using LaMo.Reports.Charts;

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
            TargetVersusAchieved.Create(
                $"{task}: returns asked for and reached",
                [.. outcome.Evaluation.Rollouts.SelectMany(rollout => rollout.Returns.Select(value => new TargetedReturn("LaMo", rollout.Target, value)))],
                new ReferenceReturn("recorded, on average", outcome.Returns.Average()),
                new ReferenceReturn("doing nothing", outcome.Evaluation.DoNothing.Mean)),
            ReturnDistribution.Create($"{task}: returns of episodes",
            [
                .. outcome.Returns.Select(value => new EpisodeReturn("recorded", value)),
                .. outcome.Evaluation.Rollouts.SelectMany(rollout => rollout.Returns.Select(value => new EpisodeReturn($"LaMo asked for {Text(rollout.Target)}", value))),
            ]),
        ]);
        yield return new ReportSection($"{task}: training",
        [
            LearningCurves.Create($"{task}: learning curves", "mean squared error of actions", [.. Curves(outcome.Training)]),
            .. outcome.Remarks.Select(remark => new ReportText(remark)),
        ]);
        yield return new ReportSection($"{task}: dataset card", [new ReportText($"Recorded on the spot: {outcome.Task.Recording}."), .. DatasetCardTables.Create(outcome.Data)]);
        yield return new ReportSection($"{task}: settings", [ReportTable.OfValues("Options of the trainer", [.. Settings(outcome.Options)])]);
    }

    private static IEnumerable<CurvePoint> Curves(IReadOnlyList<TrainingProgress> training) =>
    [
        .. training.Select(entry => new CurvePoint("training", entry.Step, entry.Loss)),
        .. training.Where(entry => entry.ValidationLoss is not null).Select(entry => new CurvePoint("episodes held out", entry.Step, entry.ValidationLoss!.Value)),
    ];

    /// <summary>Every option that has a value.</summary>
    private static IEnumerable<(string Name, string Value)> Settings(LaMoTrainer.Options options) =>
        from property in typeof(LaMoTrainer.Options).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.Name is not (nameof(LaMoTrainer.Options.Progress) or nameof(LaMoTrainer.Options.CancellationToken))
        let value = property.GetValue(options)
        where value is not null
        select (property.Name, Text(value));

    private static string Text(object value) => System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
