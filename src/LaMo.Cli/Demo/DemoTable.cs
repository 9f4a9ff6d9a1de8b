using LaMo.Cli.Evaluate;
using Spectre.Console;

namespace LaMo.Cli.Demo;

/// <summary>The one table that <c>lamo demo</c> ends with.</summary>
internal sealed class DemoTable(IReadOnlyList<double> behaviourReturns, EvaluationReport report, string dataPath, string modelPath, string reportPath)
{
    // Returns lie between 0 and 100, doing nothing earns close to 0.
    private const double WideMargin = 20;

    /// <summary>Whether LaMo, asked for the highest return, beats doing nothing by a wide margin.</summary>
    public static bool Succeeded(EvaluationReport report) => Best(report).Mean >= report.DoNothing.Mean + WideMargin;

    public Table ToTable()
    {
        var table = new Table().AddColumn("Reacher2d").AddColumn("");
        double mean = behaviourReturns.Average();
        double deviation = Math.Sqrt(behaviourReturns.Average(value => (value - mean) * (value - mean)));
        table.AddRow("Behaviour, return", $"{mean:F1} ± {deviation:F1} ({behaviourReturns.Count} recorded episodes, best {behaviourReturns.Max():F0})");
        table.AddRow("Doing nothing, return", $"{report.DoNothing.Mean:F1} ± {report.DoNothing.StandardDeviation:F1}");
        foreach (ReturnSummary rollout in report.Rollouts)
            table.AddRow($"LaMo asked for {rollout.Target:F0}, return", $"{rollout.Mean:F1} ± {rollout.StandardDeviation:F1}");
        table.AddRow("Action error (root mean square)", $"{report.ActionError:F3}");
        table.AddRow("Scoring", $"{report.Rows} rows at {report.RowsPerSecond:F0} rows/s");
        table.AddRow("Data", Markup.Escape(dataPath));
        table.AddRow("Model", Markup.Escape(modelPath));
        table.AddRow("Report", Markup.Escape(reportPath));
        table.Caption(Succeeded(report)
            ? $"LaMo beats doing nothing by {Best(report).Mean - report.DoNothing.Mean:F1}."
            : $"LaMo does not beat doing nothing by {WideMargin}: the demo failed.");
        return table;
    }

    private static ReturnSummary Best(EvaluationReport report) => report.Rollouts.MaxBy(rollout => rollout.Target)!;
}
