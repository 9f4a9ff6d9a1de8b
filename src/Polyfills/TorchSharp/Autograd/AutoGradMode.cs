namespace TorchSharp;

/// <summary>Switches the recording of operations on or off for the current thread until it is disposed of.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = IsEnabled;

    internal AutoGradMode(bool enabled) => NativeMethods.autograd_set_grad_enabled(enabled);

    internal static bool IsEnabled => NativeMethods.autograd_is_grad_enabled() != 0;

    public void Dispose() => NativeMethods.autograd_set_grad_enabled(_before);
}
