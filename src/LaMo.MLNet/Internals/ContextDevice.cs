using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.MLNet.Internals;

/// <summary>The device that a context asks for, by the rule of ML.NET's own trainers on TorchSharp.</summary>
internal static class ContextDevice
{
    /// <summary>
    /// CUDA's device of the number <c>GpuDeviceId</c> if it is set and there is such a device; else the CPU, unless <c>GpuDeviceId</c> is set and <c>FallbackToCpu</c> is not.
    /// </summary>
    /// <param name="environment">The context's environment, or a host registered in it.</param>
    /// <param name="wanted"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c> to ask for a device in place of <c>GpuDeviceId</c>; <see langword="null"/> leaves it to the context.</param>
    /// <exception cref="InvalidOperationException">The device is not there, and the context does not allow the CPU in its place.</exception>
    public static Device Of(IHostEnvironment environment, string? wanted = null)
    {
        var context = (IHostEnvironmentInternal)environment;
        if (Index(context, wanted) is not int index)
            return CPU;
        int count = cuda.is_available() ? cuda.device_count() : 0;
        if (index >= 0 && index < count)
            return device(DeviceType.CUDA, index);
        if (context.FallbackToCpu)
            return CPU;
        string asked = wanted is null ? $"The context's GpuDeviceId is {index}" : $"The device '{wanted}' was asked for";
        throw new InvalidOperationException($"{asked}, but {(count == 0 ? "no CUDA device is available" : $"only {count} CUDA devices are")}; set the context's FallbackToCpu to use the CPU instead.");
    }

    /// <summary>Whether what is asked for is a CUDA device.</summary>
    public static bool AsksForCuda(IHostEnvironment environment, string? wanted) => Index((IHostEnvironmentInternal)environment, wanted) != null;

    /// <summary>Whether a text names a device, as <see cref="Of"/> understands it.</summary>
    public static bool IsName(string text) => text == "cpu" || CudaIndex(text) != null;

    private static int? Index(IHostEnvironmentInternal context, string? wanted) => wanted is null ? context.GpuDeviceId : CudaIndex(wanted);

    private static int? CudaIndex(string name) => name.Split(':') switch
    {
        ["cuda"] => 0,
        ["cuda", var index] when int.TryParse(index, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) => number,
        _ => null,
    };
}
