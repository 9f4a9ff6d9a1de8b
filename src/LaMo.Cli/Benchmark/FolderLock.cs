namespace LaMo.Cli.Benchmark;

/// <summary>Keeps other processes of benchmarks out of a folder. The system gives it free when a process dies, however it dies.</summary>
internal static class FolderLock
{
    /// <summary>Has a folder for oneself until the result is disposed.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="patience">How long to wait for another process that may be about to end.</param>
    /// <exception cref="IOException">Another process stays.</exception>
    public static IDisposable Take(string folder, TimeSpan patience)
    {
        FileStream? held = null;
        return SpinWait.SpinUntil(() => (held = TryTake(Path.Combine(folder, "benchmark.lock"))) != null, patience)
            ? held!
            : throw new IOException($"Another benchmark is at work in {folder}. Wait for its end or choose another folder.");
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
