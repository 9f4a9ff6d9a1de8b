using System.Runtime.InteropServices;

namespace LaMo.Core;

/// <summary>The heap of the C library, which libtorch's CPU tensors live in.</summary>
public static class NativeHeap
{
    // The names and numbers of glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MemoryMapThreshold = -3;
    private const int MaximalArenas = -8;

    /// <summary>
    /// Tells glibc to keep freed memory for the next tensors. By default it returns large blocks to the operating system at once, and a training step, which
    /// frees and allocates the same blocks again, spends a fifth of its time on page faults. It concerns the whole process, so a program decides on it, best
    /// before the first tensor; the <c>lamo</c> tool does.
    /// </summary>
    /// <returns>Whether the C library took it; <see langword="false"/> where it is not glibc.</returns>
    public static bool KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // Threads share one arena: others cannot hold blocks of any size.
            return mallopt(MemoryMapThreshold, int.MaxValue) != 0 && mallopt(TrimThreshold, int.MaxValue) != 0
                && mallopt(TopPad, 64 << 20) != 0 && mallopt(MaximalArenas, 1) != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc.so.6")]
    private static extern int mallopt(int parameter, int value);
}
