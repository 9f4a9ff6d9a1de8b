using System.Text.Json.Nodes;
using LaMo.Cli.Train;
using LaMo.Reports;
using LaMo.Reports.Charts;

namespace LaMo.Cli.Reporting;

/// <summary>How a training went, as parts of a report.</summary>
internal static class TrainingParts
{
    /// <param name="name">The training's name, for titles.</param>
    /// <param name="measure">What the loss is.</param>
    /// <param name="curve">The learning curves.</param>
    /// <param name="remarks">What the trainer said.</param>
    public static IEnumerable<ReportPart> Create(string name, string measure, IReadOnlyList<CurveEntry> curve, IEnumerable<string> remarks) =>
    [
        LearningCurves.Create($"{name}: learning curves", measure,
        [
            .. curve.Select(entry => new CurvePoint("training", entry.Step, entry.Loss)),
            .. curve.Where(entry => entry.ValidationLoss is not null).Select(entry => new CurvePoint("episodes held out", entry.Step, entry.ValidationLoss!.Value)),
        ]),
        .. Metrics(name, curve),
        .. remarks.Select(remark => new ReportText(remark)),
    ];

    public static ReportTable Settings(JsonObject settings) => ReportTable.OfValues("Options of the trainer", [.. settings.Select(option => (option.Key, Text(option.Value)))]);

    private static IEnumerable<ReportPart> Metrics(string name, IReadOnlyList<CurveEntry> curve)
    {
        CurvePoint[] points = [.. from entry in curve from metric in entry.Metrics ?? new Dictionary<string, double>() select new CurvePoint(metric.Key, entry.Step, metric.Value)];
        return points.Length == 0 ? [] : [LearningCurves.Create($"{name}: what was logged", "means over the steps between two entries", points)];
    }

    private static string Text(JsonNode? value) => value is JsonValue scalar ? scalar.ToString() : value?.ToJsonString() ?? "";
}
