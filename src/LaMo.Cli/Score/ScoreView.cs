using System.Globalization;
using LaMo.Cli.Invocation;
using LaMo.Core.Evaluation.OffPolicy;
using LaMo.MLNet;
using Spectre.Console;

namespace LaMo.Cli.Score;

/// <summary>Shows what <c>lamo score</c> found in the terminal.</summary>
internal static class ScoreView
{
    public static void Show(ScoreResult result, IAnsiConsole console)
    {
        Table table = new Table().AddColumn("Agreement with the recorded actions").AddColumn("");
        foreach ((string name, string value) in Rows(result.Metrics))
            table.AddRow(name, value);
        console.Write(table);
        if (result.OffPolicy is OffPolicyFindings offPolicy)
            Show(offPolicy, console);
        console.WriteUnbroken(FormattableString.Invariant($"{result.Rows} rows in {result.Seconds:F1} s: {result.Path}"));
    }

    private static IEnumerable<(string Name, string Value)> Rows(object metrics)
    {
        if (metrics is DiscreteActionMetrics discrete)
        {
            yield return ("Accuracy", Number(discrete.Accuracy));
            yield return ($"Among the {discrete.TopKPredictionCount} most probable", Number(discrete.TopKAccuracy));
            yield return ("Log-loss", Number(discrete.LogLoss));
            yield return ("Log-loss reduction", Number(discrete.LogLossReduction));
        }
        else if (metrics is ContinuousActionMetrics continuous)
        {
            yield return ("Mean squared error", Number(continuous.MeanSquaredError));
            yield return ("Mean absolute error", Number(continuous.MeanAbsoluteError));
            for (int i = 0; i < continuous.PerDimensionRSquared.Count; i++)
                yield return ($"Action.{i}", FormattableString.Invariant($"{Number(continuous.PerDimensionMeanSquaredError[i])} squared, {Number(continuous.PerDimensionMeanAbsoluteError[i])} absolute, R² {Number(continuous.PerDimensionRSquared[i])}"));
        }
    }

    private static void Show(OffPolicyFindings findings, IAnsiConsole console)
    {
        Table table = new Table().AddColumn("Estimated return").AddColumn("Value").AddColumn("Interval").AddColumn("Episodes worth");
        foreach ((string name, OffPolicyEstimate estimate) in findings.Estimates)
            table.AddRow(name, Number(estimate.Value), $"{Number(estimate.LowerBound)} to {Number(estimate.UpperBound)}", Number(estimate.EffectiveSampleSize));
        console.Write(table);
        foreach (string warning in findings.Estimates.Values.SelectMany(estimate => estimate.Warnings).Select(warning => warning.Message).Distinct())
            console.WriteUnbroken($"Warning: {warning}");
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
