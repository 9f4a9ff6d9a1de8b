using static TorchSharp.torch;

namespace LaMo.Core;

/// <summary>
/// A number of threads that libtorch works with on the CPU for the time being. libtorch has one number for threads that begin and another for each that has begun, so work that runs at the same time
/// may see it; when the last of such times is over, what was before the first is there again.
/// </summary>
internal sealed class LibtorchThreads : IDisposable
{
    private static readonly Lock _lock = new();
    private static readonly Lazy<int> _cores = new(CountCores);
    private static int _used;
    private static int _beforeAll;

    private readonly int _before = get_num_threads();

    private LibtorchThreads(int count)
    {
        lock (_lock)
        {
            if (_used++ == 0)
                _beforeAll = _before;
            set_num_threads(count);
        }
    }

    /// <summary>
    /// The threads that sequence models are trained and scored with where no number is asked for: <c>OMP_NUM_THREADS</c>, or one on each core. libtorch's own choice is the latter, too, but on virtual
    /// machines it may not find all cores.
    /// </summary>
    public static int Default => Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null ? Math.Max(get_num_threads(), _cores.Value) : get_num_threads();

    /// <summary>Sets the number until the result is disposed, on the same thread.</summary>
    /// <param name="count">The number; <see langword="null"/> leaves it as it is.</param>
    public static IDisposable? Use(int? count) => count is int number && get_num_threads() != number ? new LibtorchThreads(number) : null;

    public void Dispose()
    {
        lock (_lock)
        {
            set_num_threads(_before);
            if (--_used == 0 && _before != _beforeAll)
                set_num_threads(_beforeAll);
        }
    }

    /// <summary>The cores that Linux tells of, as many of them as this process may use; elsewhere 1, which leaves it to libtorch.</summary>
    private static int CountCores()
    {
        const string Processors = "/sys/devices/system/cpu";
        if (!Directory.Exists(Processors))
            return 1;
        try
        {
            int cores = Directory.EnumerateDirectories(Processors, "cpu*").Select(processor => Path.Combine(processor, "topology", "thread_siblings_list")).Where(File.Exists).Select(File.ReadAllText).Distinct().Count();
            return Math.Clamp(cores, 1, Environment.ProcessorCount);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 1;
        }
    }
}
