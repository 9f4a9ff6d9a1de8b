using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>Whether CUDA's tensor cores may round the factors of float32 products, for the time being. libtorch has one such switch for the whole process.</summary>
internal sealed class TensorFloat32 : IDisposable
{
    private readonly bool _products = backends.cuda.matmul.allow_tf32;
    private readonly bool _convolutions = backends.cudnn.allow_tf32;

    private TensorFloat32(bool allow) => (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (allow, allow);

    /// <summary>Sets the switches until the result is disposed.</summary>
    /// <param name="precision">What is asked for.</param>
    /// <param name="device">Where; the switches matter to CUDA alone.</param>
    public static IDisposable? Use(Precision precision, Device device) => device.type == DeviceType.CUDA ? new TensorFloat32(precision == Precision.TensorFloat32) : null;

    public void Dispose() => (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (_products, _convolutions);
}
