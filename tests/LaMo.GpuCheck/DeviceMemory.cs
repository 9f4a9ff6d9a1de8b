using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.GpuCheck;

/// <summary>The memory in use where tensors are.</summary>
internal static class DeviceMemory
{
    /// <summary>All that is used of a GPU, by the driver's count; this process's own on the CPU.</summary>
    public static double UsedMebibytes(Device device)
    {
        if (device.type == DeviceType.CPU)
            return Environment.WorkingSet / (double)(1 << 20);
        cuda.synchronize(device);
        using Process driver = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=memory.used", "--format=csv,noheader,nounits", $"--id={device.index}"]) { RedirectStandardOutput = true })!;
        string answer = driver.StandardOutput.ReadToEnd();
        driver.WaitForExit();
        return double.Parse(answer.Trim(), CultureInfo.InvariantCulture);
    }
}
