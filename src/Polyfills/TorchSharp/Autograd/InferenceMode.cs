namespace TorchSharp;

/// <summary>libtorch's inference mode for the current thread until it is disposed of.</summary>
internal sealed class InferenceMode(bool enabled) : IDisposable
{
    private IntPtr _guard = NativeMethods.autograd_enter_inference_mode(enabled);

    internal static bool IsEnabled => NativeMethods.autograd_is_inference_mode() != 0;

    public void Dispose()
    {
        if (_guard != IntPtr.Zero)
            NativeMethods.autograd_leave_inference_mode(_guard);
        _guard = IntPtr.Zero;
    }
}
