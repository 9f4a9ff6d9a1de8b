using System.Text;
using System.Text.Json;
using LaMo.Core.Serialization;
using LaMo.Reports;

namespace LaMo.Cli.Benchmark;

/// <summary>A benchmark at work in a folder. What is finished there is kept; what was begun goes on.</summary>
/// <param name="configuration">The benchmark.</param>
/// <param name="output">The folder.</param>
/// <param name="view">Shows how it goes.</param>
internal sealed class BenchmarkRun(BenchmarkConfiguration configuration, string output, BenchmarkView view)
{
    private readonly CellSpecification[] _cells = [.. configuration.Cells()];

    public string CsvPath => Path.Combine(output, "results.csv");

    public string MarkdownPath => Path.Combine(output, "results.md");

    public string ReportPath => Path.Combine(output, "report.html");

    /// <summary>Prepares the folder.</summary>
    /// <param name="replaceChanged">Whether runs that were made by another configuration are done again.</param>
    /// <exception cref="InvalidOperationException">There are such runs, and they are not to be done again.</exception>
    public void Prepare(bool replaceChanged)
    {
        foreach (CellSpecification cell in _cells)
        {
            CellFolder folder = CellFolder.Of(output, cell);
            if (folder.Differences(cell) is not [string first, ..])
                continue;
            if (!replaceChanged)
                throw new InvalidOperationException($"The configuration has changed since the run '{cell}' in {folder.FullPath}: {first}. Choose another folder with --output, or do changed runs again with --replace-changed.");
            folder.Delete();
        }
        AtomicFile.Write(Path.Combine(output, "benchmark.json"), stream => JsonSerializer.Serialize(stream, configuration with { Output = null }, CellFolder.Format));
    }

    /// <summary>Records the data that is missing.</summary>
    public void Record(int threads, CancellationToken cancellation)
    {
        foreach ((TaskRecording? recording, string file) in _cells.Select(cell => (cell.Recording, cell.Run.Data[0])).Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            if (recording?.Ensure(Path.Combine(output, file), threads) == true)
                view.Tell($"Recorded {recording.Steps} steps of {recording.Environment}: {file}");
        }
    }

    /// <summary>Takes all runs to their ends.</summary>
    /// <param name="processes">How many at once.</param>
    /// <param name="cancellation">Ends them all, with their states kept.</param>
    /// <returns>The runs that failed.</returns>
    public IReadOnlyList<FailedCell> Run(int processes, CancellationToken cancellation)
    {
        List<FailedCell> failed = [];
        List<CellSpecification> open = [];
        foreach (CellSpecification cell in _cells)
        {
            if (CellFolder.Of(output, cell).ReadResult() is CellResult result)
                view.Know(result, configuration.LastCheckpoints);
            else
                open.Add(cell);
        }
        view.Watch(open, processes, () => Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = processes, CancellationToken = cancellation }, async (cell, token) =>
        {
            CellFolder folder = CellFolder.Of(output, cell);
            folder.Write(cell);
            view.Begin(cell);
            string? error = await CellProcess.Run(output, folder, configuration.ThreadsPerRun, share => view.Report(cell, share), view.Tell, token);
            if (error is null && folder.ReadResult() is CellResult result)
            {
                view.End(result, configuration.LastCheckpoints);
                return;
            }
            error ??= "it ended without a result";
            folder.WriteError(error);
            lock (failed)
                failed.Add(new FailedCell(cell, error));
            view.Fail(cell, error);
        }).GetAwaiter().GetResult());
        return failed;
    }

    /// <summary>Writes what the finished runs come to.</summary>
    public BenchmarkScores Summarize(IReadOnlyList<FailedCell> failed)
    {
        var scores = new BenchmarkScores(configuration, [.. _cells.Select(cell => CellFolder.Of(output, cell).ReadResult()).OfType<CellResult>()]);
        ResultsTable.SaveCsv(scores.Results, CsvPath);
        AtomicFile.Write(MarkdownPath, stream => stream.Write(Encoding.UTF8.GetBytes(ResultsTable.ToMarkdown(scores, failed))));
        BenchmarkReport.Create(scores, failed).Save(ReportPath);
        return scores;
    }
}
