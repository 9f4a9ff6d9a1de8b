using Spectre.Console;

namespace LaMo.Cli.Evaluate;

/// <summary>Shows an evaluation in the terminal.</summary>
internal static class EvaluationView
{
    public static void Show(EvaluationReport report, IAnsiConsole console)
    {
        Table table = new Table().AddColumn("Who plays").AddColumn("Return").AddColumn(new TableColumn("Score").RightAligned());
        Row("Doing nothing", report.DoNothing);
        foreach (ReturnSummary rollout in report.Rollouts)
            Row(FormattableString.Invariant($"The model, asked for {rollout.Target:F0}"), rollout);
        console.Write(table);
        console.WriteLine(FormattableString.Invariant($"{report.Rows} rows scored at {report.RowsPerSecond:F0} rows/s, action error {report.ActionError:F3}"));

        void Row(string player, ReturnSummary summary) => table.AddRow(
            player, FormattableString.Invariant($"{summary.Mean:F1} ± {summary.StandardDeviation:F1}"), FormattableString.Invariant($"{summary.Score:F1}"));
    }
}
