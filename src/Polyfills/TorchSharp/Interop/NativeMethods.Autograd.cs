using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Gradients, and the modes of the current thread.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern int autograd_is_grad_enabled();
    [DllImport(Library)] internal static extern void autograd_set_grad_enabled(bool enabled);
    [DllImport(Library)] internal static extern int autograd_is_inference_mode();
    [DllImport(Library)] internal static extern IntPtr autograd_enter_inference_mode(bool enabled);
    [DllImport(Library)] internal static extern void autograd_leave_inference_mode(IntPtr mode);
    [DllImport(Library)] internal static extern int tensor_requires_grad(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_set_requires_grad(IntPtr self, bool value);
    [DllImport(Library)] internal static extern int tensor_is_leaf(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_retain_grad(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_detach(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_detach_(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_grad(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_set_grad(IntPtr self, IntPtr grad);
    [DllImport(Library)] internal static extern int tensor_backward(IntPtr self);
    [DllImport(Library)] internal static extern int autograd_backward(IntPtr* roots, long rootCount, IntPtr* gradients, long gradientCount, bool retainGraph, bool createGraph, IntPtr* inputs, long inputCount);
    [DllImport(Library)] internal static extern IntPtr autograd_grad(IntPtr* outputs, long outputCount, IntPtr* inputs, long inputCount, IntPtr* gradients, long gradientCount, bool retainGraph, bool createGraph, bool allowUnused);
}
