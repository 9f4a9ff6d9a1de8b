using LaMo.Reports;

namespace LaMo.Cli.Benchmark;

/// <summary>The report of a benchmark.</summary>
internal static class BenchmarkReport
{
    public static Report Create(BenchmarkScores scores, IReadOnlyList<FailedCell> failed) => new(
        $"Benchmark {scores.Configuration.Name}",
        scores.Protocol,
        [new ReportSection("Results", [.. ResultsTable.Tables(scores).Select(table => new ReportTable(table.Caption, table.Columns, table.Rows))])]);
}
