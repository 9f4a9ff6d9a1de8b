using System.CommandLine;
using LaMo.Cli.Invocation;
using Spectre.Console;

namespace LaMo.Cli.Benchmark;

/// <summary><c>lamo benchmark</c>: every algorithm on every task at every data ratio with every seed.</summary>
internal static class BenchmarkCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("config") { Description = "The benchmark, in YAML or JSON, as data-schemas/benchmark.schema.json describes it." };
        var settings = new Option<string[]>("--set") { Description = "What takes the place of a value in the file, as seeds=5 or trainer.batchSize=32." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "The folder for data, runs and results. The default is the file's, or artifacts/benchmarks and the benchmark's name. What is finished there is kept." };
        var cores = new Option<int?>("--cores") { Description = "The processors to use at once. The default is the file's, or all." };
        var replace = new Option<bool>("--replace-changed") { Description = "Do runs again that were made by another configuration." };
        var resultsOnly = new Option<bool>("--results-only") { Description = "Start no run; write the results of those that are finished." };
        return new Verb(
            "benchmark",
            "Train and evaluate every algorithm on every task at every data ratio with every seed, each in a process of its own, and compare them. Ended at any moment and started again, it goes on.",
            "assets/benchmarks/small.yaml",
            "assets/benchmarks/small.yaml --cores 4 --output artifacts/small --set seeds=5")
        {
            file, settings, output, cores, replace, resultsOnly,
        }.Does((parsed, terminal, cancellation) =>
        {
            BenchmarkConfiguration configuration = BenchmarkConfiguration.Load(parsed.GetRequiredValue(file).ToString(), parsed.GetValue(settings) ?? []);
            string folder = Path.GetFullPath(parsed.GetValue(output)?.ToString() ?? configuration.Output!);
            int processors = parsed.GetValue(cores) ?? configuration.Cores ?? Environment.ProcessorCount;
            var run = new BenchmarkRun(configuration, folder, new BenchmarkView(terminal, TimeProvider.System));
            terminal.WhenInterrupted = () => $"Give the same command again to go on; finished runs are kept in {folder}.";
            Directory.CreateDirectory(folder);
            using IDisposable held = FolderLock.Take(folder, TimeSpan.Zero);
            run.Prepare(parsed.GetValue(replace));
            IReadOnlyList<FailedCell> failed = [];
            if (!parsed.GetValue(resultsOnly))
            {
                run.Record(processors, cancellation);
                failed = run.Run(Math.Max(1, processors / configuration.ThreadsPerRun), cancellation);
            }
            BenchmarkScores scores = run.Summarize(failed);
            var outcome = new BenchmarkOutcome(configuration.Name!, scores.Results.Count, [.. failed.Select(failure => $"{failure.Cell}: {failure.Message}")], run.CsvPath, run.MarkdownPath, run.ReportPath);
            terminal.Show(outcome, console => Show(outcome, scores, console));
            return failed.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
    }

    private static void Show(BenchmarkOutcome outcome, BenchmarkScores scores, IAnsiConsole console)
    {
        foreach ((string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) in ResultsTable.Tables(scores))
        {
            var table = new Table { Title = new TableTitle(caption, Style.Plain) };
            foreach (string column in columns)
                table.AddColumn(Markup.Escape(column));
            foreach (IReadOnlyList<string> row in rows)
                table.AddRow([.. row.Select(Markup.Escape)]);
            console.Write(table);
        }
        console.WriteLine(scores.Protocol);
        foreach (string failure in outcome.Failed)
            console.WriteUnbroken($"Failed: {failure.ReplaceLineEndings(" ")}");
        console.WriteUnbroken($"Results: {outcome.Csv}, {outcome.Markdown}, {outcome.Report}");
    }
}

/// <summary>What a benchmark came to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FinishedRuns">The number of runs with results.</param>
/// <param name="Failed">The runs that failed, and why.</param>
/// <param name="Csv">The file with every evaluation.</param>
/// <param name="Markdown">The file with the tables.</param>
/// <param name="Report">The report.</param>
internal sealed record BenchmarkOutcome(string Name, int FinishedRuns, IReadOnlyList<string> Failed, string Csv, string Markdown, string Report);
