using System.Runtime.InteropServices;

namespace LaMo.Core;

/// <summary>The threads of the OpenMP library that libtorch works with on the CPU.</summary>
public static class OpenMPThreads
{
    private const string SpinCount = "GOMP_SPINCOUNT";

    /// <summary>
    /// Tells GNU's OpenMP library to let idle threads sleep after about a microsecond. By default they wait in a loop for the next parallel part, for milliseconds, and take the processors from the
    /// threads that this library computes with itself. It concerns the whole process, so a program decides on it, before libtorch is loaded by the first use of TorchSharp; the <c>lamo</c> tool does.
    /// A number that the environment has already, in <c>GOMP_SPINCOUNT</c>, stays.
    /// </summary>
    /// <returns>Whether the environment has the number; <see langword="false"/> where the operating system is not Linux.</returns>
    public static bool SleepWhenIdle()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // .NET's own Environment does not reach the environment that native libraries see.
            return setenv(SpinCount, "1000", overwrite: 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc")]
    private static extern int setenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
