using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LaMo.Core.Kernels;

/// <summary>The elements of single-precision tensors on the CPU.</summary>
internal static class TensorMemory
{
    /// <summary>The elements in place; the tensor is contiguous.</summary>
    public static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
