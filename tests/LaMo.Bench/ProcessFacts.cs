using System.Globalization;
using System.Runtime.InteropServices;

namespace LaMo.Bench;

/// <summary>What the operating system and the BLAS library know about this process.</summary>
internal static partial class ProcessFacts
{
    /// <summary>The kind of processor that OpenBLAS has chosen its kernels for, where libtorch uses it.</summary>
    public static string BlasKernels()
    {
        try
        {
            return Marshal.PtrToStringUTF8(openblas_get_corename())!;
        }
        catch (DllNotFoundException)
        {
            return "of another library";
        }
    }

    /// <summary>The most memory that was ever resident.</summary>
    public static double PeakMebibytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    [DllImport("libopenblas.so.0")]
    private static extern nint openblas_get_corename();
}
