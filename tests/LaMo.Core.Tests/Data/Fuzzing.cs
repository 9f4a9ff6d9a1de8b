using System.Diagnostics;
using LaMo.Core.Data;

namespace LaMo.Core.Tests.Data;

/// <summary>Opens and reads damaged files: each must be read, or refused with an error that names it, soon and without much memory.</summary>
internal static class Fuzzing
{
    private const long MaxBytes = 1 << 26;

    /// <summary>Tries mutations of a file.</summary>
    /// <param name="file">The file; files beside it in the folder are left out.</param>
    /// <param name="first">The first mutation's number.</param>
    /// <param name="count">How many.</param>
    /// <param name="trying">Called with the number of each mutation before it is tried.</param>
    /// <returns>What went wrong; <see langword="null"/> if nothing did.</returns>
    public static string? Run(string file, int first, int count, Action<int>? trying = null)
    {
        byte[] whole = File.ReadAllBytes(file);
        using var folder = new TemporaryFolder();
        string path = folder["hopper-damaged" + Path.GetExtension(file)];
        for (int number = first; number < first + count; number++)
        {
            trying?.Invoke(number);
            File.WriteAllBytes(path, Mutation.Of(whole, number));
            long before = GC.GetAllocatedBytesForCurrentThread(), began = Stopwatch.GetTimestamp();
            Exception? error = Record.Exception(() => Read(path));
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (error is not (null or InvalidDataException) || error?.Message.Contains(path) == false)
                return $"mutation {number}: {error}";
            if (bytes > MaxBytes || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
                return $"mutation {number}: {bytes} bytes, {Stopwatch.GetElapsedTime(began)}";
        }
        return null;
    }

    private static void Read(string path)
    {
        StepSource source = StepFile.Open(path);
        var block = new StepBlock(source.Layout, 64);
        using StepBlockReader reader = source.OpenReader();
        while (reader.Read(block, 0, block.Capacity) > 0)
        {
        }
    }
}
