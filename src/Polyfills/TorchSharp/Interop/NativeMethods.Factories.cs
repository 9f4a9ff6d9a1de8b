using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>New tensors.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr tensor_empty(long* sizes, int dimensions, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_zeros(long* sizes, int dimensions, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_ones(long* sizes, int dimensions, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_full(long* sizes, int dimensions, Number value, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_rand(long* sizes, int dimensions, IntPtr generator, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_randn(long* sizes, int dimensions, IntPtr generator, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_randint(long low, long high, long* sizes, int dimensions, IntPtr generator, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_randperm(long count, IntPtr generator, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_randperm_out(long count, IntPtr generator, IntPtr @out);
    [DllImport(Library)] internal static extern IntPtr tensor_empty_like(IntPtr self, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_zeros_like(IntPtr self, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_ones_like(IntPtr self, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_full_like(IntPtr self, Number value, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_rand_like(IntPtr self, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_randn_like(IntPtr self, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_arange(Number start, Number stop, Number step, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_linspace(double start, double end, long steps, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_eye(long rows, long columns, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_copy_of(IntPtr data, long* sizes, int dimensions, torch.ScalarType sourceType, Options how);
    [DllImport(Library)] internal static extern IntPtr tensor_over(IntPtr data, delegate* unmanaged<IntPtr, void> release, IntPtr owner, long* sizes, int dimensions, torch.ScalarType sourceType, Options how);
}
