using System.Diagnostics;
using System.Globalization;
using LaMo.Cli.Invocation;

namespace LaMo.Cli.Benchmark;

/// <summary>A process that takes a run to its end.</summary>
internal static class CellProcess
{
    private const int Attempts = 3;

    /// <summary>
    /// Starts the process and waits for its end. It keeps its state and ends when the token is cancelled, and when this process ends. If the process does not end in order, but is killed
    /// or crashes in native code, the run goes on in another, a few times.
    /// </summary>
    /// <param name="output">The benchmark's folder.</param>
    /// <param name="folder">The run's.</param>
    /// <param name="threads">The threads that it may use.</param>
    /// <param name="progress">Told which share of the training steps is done.</param>
    /// <param name="tell">Told of processes that did not end in order.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <returns>What went wrong; <see langword="null"/> if nothing did.</returns>
    public static async Task<string?> Run(string output, CellFolder folder, int threads, Action<double> progress, Action<string> tell, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            (int exitCode, string message) = await Run(output, folder, threads, progress, cancellation);
            if (exitCode == ExitCode.Success)
                return null;
            string error = $"exit code {exitCode}{(message == "" ? "" : $": {message}")}";
            if (exitCode is ExitCode.Failure or ExitCode.Usage || attempt == Attempts)
                return error;
            tell($"The process of {folder.FullPath} did not end in order; it is started again. It had {error.Split('\n')[0]}");
        }
    }

    private static async Task<(int ExitCode, string Message)> Run(string output, CellFolder folder, int threads, Action<double> progress, CancellationToken cancellation)
    {
        ProcessStartInfo start = OwnProcess.With(BenchmarkCellCommand.Name, output, folder.FullPath);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        string count = threads.ToString(CultureInfo.InvariantCulture);
        foreach (string variable in (ReadOnlySpan<string>)["OMP_NUM_THREADS", "MKL_NUM_THREADS", "DOTNET_PROCESSOR_COUNT"])
            start.Environment[variable] = count;
        using Process process = OwnProcess.Start(start);
        // Without input it ends.
        using CancellationTokenRegistration ending = cancellation.Register(process.StandardInput.Close);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is string line)
            if (line.Split(' ') is [var step, var steps] && double.TryParse(step, CultureInfo.InvariantCulture, out double done) && double.TryParse(steps, CultureInfo.InvariantCulture, out double all))
                progress(done / all);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, (await errors).Trim());
    }
}
