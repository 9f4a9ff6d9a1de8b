using System.CommandLine;
using System.Globalization;
using LaMo.Cli.Invocation;

namespace LaMo.Cli.Benchmark;

/// <summary>The hidden verb of the processes that <c>lamo benchmark</c> starts, one for each run. Such a process ends when its standard input does: with the benchmark, however that ends.</summary>
internal static class BenchmarkCellCommand
{
    public const string Name = "benchmark-cell";

    // A run looks whether to end between two training steps; one that does not in this time is at an evaluation, and has lost only that.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var output = new Argument<DirectoryInfo>("output") { Description = "The benchmark's folder." };
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The run's folder." };
        return new Verb(Name, "Take one run of a benchmark to its end.") { Hidden = true, Arguments = { output, folder } }.Does((parsed, terminal, cancellation) =>
        {
            var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            new Thread(() => EndWithInput(ending)) { IsBackground = true }.Start();
            string path = parsed.GetRequiredValue(folder).FullName;
            // A process of a benchmark that was killed may have a moment left here.
            using IDisposable held = FolderLock.Take(path, 3 * _patience);
            var cell = new CellFolder(path);
            try
            {
                // That process may even have finished.
                if (cell.ReadResult() is null)
                    new CellRun(parsed.GetRequiredValue(output).FullName, cell, Report, ending.Token).Run();
                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
        });
    }

    private static void EndWithInput(CancellationTokenSource ending)
    {
        using Stream input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }
        using var deadline = new Timer(_ => Environment.Exit(ExitCode.Interrupted), null, _patience, Timeout.InfiniteTimeSpan);
        ending.Cancel();
        // The timer must not be collected before it is due.
        Thread.CurrentThread.Join(2 * _patience);
    }

    private static void Report(Core.Training.TrainingProgress progress) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Step} {progress.Steps}"));
}
