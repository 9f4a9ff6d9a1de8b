using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Threads, devices and the switches of libtorch's backends.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern int torch_get_num_threads();
    [DllImport(Library)] internal static extern int torch_set_num_threads(int threads);
    [DllImport(Library)] internal static extern int torch_get_num_interop_threads();
    [DllImport(Library)] internal static extern int torch_set_num_interop_threads(int threads);
    [DllImport(Library)] internal static extern int cuda_is_available();
    [DllImport(Library)] internal static extern int cuda_cudnn_is_available();
    [DllImport(Library)] internal static extern int cuda_device_count();
    [DllImport(Library)] internal static extern int cuda_synchronize(long index);
    [DllImport(Library)] internal static extern int cuda_manual_seed(long seed);
    [DllImport(Library)] internal static extern int cuda_manual_seed_all(long seed);
    [DllImport(Library)] internal static extern int backends_get_cublas_tf32();
    [DllImport(Library)] internal static extern int backends_set_cublas_tf32(bool allow);
    [DllImport(Library)] internal static extern int backends_get_cudnn_tf32();
    [DllImport(Library)] internal static extern int backends_set_cudnn_tf32(bool allow);
    [DllImport(Library)] internal static extern byte* torch_version();
}
