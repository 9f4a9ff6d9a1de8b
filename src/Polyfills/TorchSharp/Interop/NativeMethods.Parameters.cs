using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Parameters taken together.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern int parameters_clip_grad_norm_(IntPtr* parameters, long count, double maxNorm, double normType, double* totalNorm);
    [DllImport(Library)] internal static extern int parameters_clip_grad_value_(IntPtr* parameters, long count, double limit);
    [DllImport(Library)] internal static extern IntPtr parameters_join(IntPtr* parameters, long count);
    [DllImport(Library)] internal static extern int parameters_split(IntPtr vector, IntPtr* parameters, long count);
    [DllImport(Library)] internal static extern int parameters_set_data(IntPtr parameter, IntPtr data);
    [DllImport(Library)] internal static extern int parameters_limit_rows_(IntPtr table, IntPtr indices, double maxNorm, double normType);
}
