using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    private static Device s_defaultDevice = new(DeviceType.CPU);

    // Whatever is used first, a missing native library is reported in the same way.
    static torch() => NativeMethods.Load();

    public static string __version__ => field ??= Marshal.PtrToStringUTF8((IntPtr)NativeMethods.torch_version())!;

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = device ?? throw new ArgumentNullException(nameof(device));

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.MPS)
            throw new InvalidOperationException("Torch device type 'MPS' is not available on this platform.");
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine. Trace from LoadNativeBackend:\n");
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.MPS)
            return false;
        NativeMethods.Load();
        return deviceType != DeviceType.CUDA || NativeMethods.cuda_is_available() != 0;
    }

    public static bool cuda_is_available() => cuda.is_available();

    public static bool mps_is_available() => false;

    public static void CheckForErrors()
    {
        byte* error = NativeMethods.take_error();
        if (error != null)
            throw new ExternalException(Marshal.PtrToStringUTF8((IntPtr)error));
    }

    private static int Checked(int answer)
    {
        if (answer < 0)
            CheckForErrors();
        return answer;
    }

    private static void Done(int status)
    {
        if (status != 0)
            CheckForErrors();
    }
}
