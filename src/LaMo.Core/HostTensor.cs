using static TorchSharp.torch;

namespace LaMo.Core;

/// <summary>Tensors in the host's memory on their way to where they are used.</summary>
internal static class HostTensor
{
    /// <summary>Copies a tensor to a device; to a CUDA device without waiting for the copy.</summary>
    /// <param name="host">A tensor on the CPU, free to be overwritten at once.</param>
    /// <param name="device">The device.</param>
    /// <returns>The tensor itself if it is there already.</returns>
    public static Tensor MoveTo(Tensor host, Device device)
    {
        if (device.type != TorchSharp.DeviceType.CUDA)
            return host.to(device);
        // Only from pinned memory is there a copy that need not be waited for; libtorch's allocator hands that memory out again when the copy is done, and no sooner.
        using Tensor pinned = host.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
