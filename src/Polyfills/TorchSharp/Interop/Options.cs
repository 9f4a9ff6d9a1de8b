using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>How a new tensor is made, as it is handed to native code.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Options
{
    internal readonly int DeviceType;
    internal readonly int DeviceIndex;
    internal readonly torch.ScalarType Type;
    internal readonly bool RequiresGrad;

    /// <param name="type">The element type.</param>
    /// <param name="device">The device, initialised here; the default device if null.</param>
    /// <param name="requiresGrad">Whether operations on the tensor are recorded.</param>
    internal Options(torch.ScalarType type, torch.Device? device, bool requiresGrad)
    {
        device = torch.InitializeDevice(device);
        Type = type;
        DeviceType = (int)device.type;
        DeviceIndex = device.index;
        RequiresGrad = requiresGrad;
    }
}
