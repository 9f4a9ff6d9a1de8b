using LaMo.Cli.Evaluate;
using LaMo.Cli.Invocation;
using Spectre.Console;

namespace LaMo.Cli.Demo;

/// <summary>What <c>lamo demo</c> ends with in the terminal: one table, and where the files are.</summary>
internal static class DemoTable
{
    public static void Show(IReadOnlyList<DemoOutcome> outcomes, string reportPath, IAnsiConsole console)
    {
        Table table = new Table().AddColumn("Task").AddColumn("Who plays").AddColumn("Return").AddColumn(new TableColumn("Score").RightAligned());
        foreach (DemoOutcome outcome in outcomes)
            foreach ((string player, string reached, string score) in Rows(outcome))
                table.AddRow(outcome.Task.Name, player, reached, score);
        console.Write(table);
        foreach (DemoOutcome outcome in outcomes)
        {
            console.WriteUnbroken(outcome.Verdict);
            console.WriteUnbroken(Invariant($"  {outcome.Evaluation.Rows} rows scored at {outcome.Evaluation.RowsPerSecond:F0} rows/s, action error (root mean square) {outcome.Evaluation.ActionError:F3}"));
            console.WriteUnbroken($"  data {outcome.DataPath}, model {outcome.ModelPath}");
        }
        console.WriteUnbroken($"Report: {reportPath}");
    }

    /// <summary>Who played, the mean and standard deviation of the returns, and the score.</summary>
    public static IEnumerable<(string Player, string Return, string Score)> Rows(DemoOutcome outcome)
    {
        double mean = outcome.Returns.Average();
        double deviation = Math.Sqrt(outcome.Returns.Average(value => (value - mean) * (value - mean)));
        yield return ($"Recorded ({outcome.Returns.Count} episodes)", Invariant($"{mean:F1} ± {deviation:F1}"), Invariant($"{outcome.RecordedScore:F1}"));
        yield return Row("Doing nothing", outcome.Evaluation.DoNothing);
        foreach (ReturnSummary rollout in outcome.Evaluation.Rollouts)
            yield return Row(Invariant($"LaMo asked for {rollout.Target:F0}"), rollout);
    }

    private static (string Player, string Return, string Score) Row(string player, ReturnSummary summary) =>
        (player, Invariant($"{summary.Mean:F1} ± {summary.StandardDeviation:F1}"), Invariant($"{summary.Score:F1}"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
