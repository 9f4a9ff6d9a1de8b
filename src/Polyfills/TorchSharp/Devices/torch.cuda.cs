namespace TorchSharp;

public static partial class torch
{
    public static partial class cuda
    {
        public static bool is_available() => TryInitializeDeviceType(DeviceType.CUDA);

        public static bool is_cudnn_available()
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            return NativeMethods.cuda_cudnn_is_available() != 0;
        }

        public static int device_count()
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            return NativeMethods.cuda_device_count();
        }

        public static void manual_seed(long seed)
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            Done(NativeMethods.cuda_manual_seed(seed));
        }

        public static void manual_seed_all(long seed)
        {
            TryInitializeDeviceType(DeviceType.CUDA);
            Done(NativeMethods.cuda_manual_seed_all(seed));
        }

        public static void synchronize(Device? device = null)
        {
            TryInitializeDeviceType(device?.type ?? DeviceType.CUDA);
            Done(NativeMethods.cuda_synchronize(device?.index ?? -1));
        }
    }
}
