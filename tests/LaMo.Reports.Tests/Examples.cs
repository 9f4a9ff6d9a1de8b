using LaMo.Reports.Charts;

namespace LaMo.Reports.Tests;

/// <summary>Reports to test with.</summary>
internal static class Examples
{
    /// <summary>Text that would become a program if it were taken for HTML.</summary>
    public const string Hostile = "</script><img src=x onerror=alert(1)> & \"quotes\"";

    private static readonly string[] Panels = ["100 %", "1 %"];
    private static readonly string[] Algorithms = ["LaMo", Hostile];

    public static ReportChart LearningCurve { get; } = LearningCurves.Create(
        "Learning curves",
        "mean squared error of actions",
        [.. Enumerable.Range(1, 40).SelectMany(i => new CurvePoint[] { new("training", 50 * i, 0.5 / i), new("held out", 50 * i, 0.5 / i + 0.05) })]);

    public static ReportChart Distribution { get; } = ReturnDistribution.Create(
        "Returns", [.. Enumerable.Range(0, 200).Select(i => new EpisodeReturn(i % 3 == 0 ? "LaMo" : "recorded", 50 + 40 * Math.Sin(i)))]);

    public static ReportChart Targets { get; } = TargetVersusAchieved.Create(
        "Asked for and reached",
        [.. Enumerable.Range(0, 30).Select(i => new TargetedReturn("LaMo", 30 * (i % 3 + 1), 25 * (i % 3 + 1) + 10 * Math.Sin(i)))],
        new ReferenceReturn("recorded, on average", 52),
        new ReferenceReturn("doing nothing", 3));

    /// <summary>Charts that compare algorithms, of which there are two in two panels each.</summary>
    public static Report Comparison { get; } = new(
        "A comparison",
        "What was found.",
        [
            new ReportSection("Scores",
            [
                ScoreCurves.Create("Curves", [.. from panel in Panels from algorithm in Algorithms from trained in (double[])[50, 100] select new ScorePoint(algorithm, panel, trained, trained / 2, 5)]),
                ScoresOverData.Create("Data", [.. from panel in Panels from algorithm in Algorithms from data in (double[])[1, 10, 100] select new DataPoint(algorithm, panel, data, data / 2, 5)]),
                EstimateChart.Create("Estimates", "probability of improvement", [.. from panel in Panels from algorithm in Algorithms select new EstimatePoint(algorithm, panel, 0.6, 0.4, 0.7)], reference: 0.5),
            ]),
        ]);

    public static Report Whole { get; } = new(
        $"A report on {Hostile}",
        "What was found.",
        [
            new ReportSection("Training", [LearningCurve]),
            new ReportSection("Evaluation", [Distribution, Targets, new ReportText($"Text {Hostile}")]),
            new ReportSection("Settings", [ReportTable.OfValues("Options", ("ContextLength", "20"), ("Path", Hostile)), new ReportTable("Scores", ["Task", "Score"], [["hopper", "42.5"], ["reacher2d", "71"]])]),
        ]);
}
