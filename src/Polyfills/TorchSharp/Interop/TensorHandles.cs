using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Lists of tensors on their way to and from native code.</summary>
internal static unsafe class TensorHandles
{
    internal static IntPtr[] ToHandleArray(this IEnumerable<Tensor> tensors) => tensors.Select(tensor => tensor.Handle).ToArray();

    internal static IntPtr[] ToHandleArray(this ReadOnlySpan<Tensor> tensors)
    {
        var handles = new IntPtr[tensors.Length];
        for (int i = 0; i < handles.Length; i++)
            handles[i] = tensors[i].Handle;
        return handles;
    }

    /// <summary>Takes the tensors out of a native list; an undefined one becomes an invalid tensor.</summary>
    internal static Tensor[] TakeList(IntPtr list)
    {
        if (list == IntPtr.Zero)
            CheckForErrors();
        var handles = new IntPtr[NativeMethods.list_size(list)];
        fixed (IntPtr* results = handles)
            NativeMethods.list_take(list, results);
        return Array.ConvertAll(handles, handle => new Tensor(handle));
    }
}
