using static TorchSharp.torch;

namespace LaMo.Core;

/// <summary>
/// A number of threads that libtorch works with on the CPU for the time being. libtorch has one number for the whole process, so work that runs at the same time on
/// other threads may see it.
/// </summary>
internal sealed class LibtorchThreads : IDisposable
{
    private readonly int _before;

    private LibtorchThreads(int before, int count)
    {
        _before = before;
        set_num_threads(count);
    }

    /// <summary>Sets the number until the result is disposed.</summary>
    /// <param name="count">The number; <see langword="null"/> leaves it as it is.</param>
    public static IDisposable? Use(int? count) => count is int number && get_num_threads() is int before && number != before ? new LibtorchThreads(before, number) : null;

    public void Dispose() => set_num_threads(_before);
}
