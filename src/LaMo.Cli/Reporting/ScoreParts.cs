using System.Globalization;
using System.Text.Json;
using LaMo.Cli.Score;
using LaMo.Core.Evaluation.OffPolicy;
using LaMo.Reports;

namespace LaMo.Cli.Reporting;

/// <summary>How a model's predictions agree with a dataset, as parts of a report.</summary>
internal static class ScoreParts
{
    public static IEnumerable<ReportPart> Create(ScoreResult result)
    {
        yield return ReportTable.OfValues("Predicted and recorded actions", [.. ((JsonElement)result.Metrics).EnumerateObject().Select(metric => (metric.Name, Text(metric.Value)))]);
        if (result.OffPolicy is not OffPolicyFindings offPolicy)
            yield break;
        yield return new ReportTable(
            "Estimates of the policy's discounted return",
            ["Estimate", "Value", "From", "To", "Episodes worth"],
            [.. offPolicy.Estimates.Select(estimate => Row(estimate.Key, estimate.Value))]);
        foreach (string warning in offPolicy.Estimates.Values.SelectMany(estimate => estimate.Warnings).Select(warning => warning.Message).Distinct())
            yield return new ReportText($"Warning: {warning}");
    }

    private static IReadOnlyList<string> Row(string name, OffPolicyEstimate estimate) =>
        [name, Text(estimate.Value), Text(estimate.LowerBound), Text(estimate.UpperBound), Text(estimate.EffectiveSampleSize)];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Number => Text(value.GetDouble()),
        _ => value.ToString(),
    };

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
