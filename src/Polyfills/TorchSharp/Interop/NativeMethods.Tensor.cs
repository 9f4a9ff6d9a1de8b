using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>A tensor's life, its properties and its conversions.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern byte* take_error();
    [DllImport(Library)] internal static extern void tensor_dispose(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_alias(IntPtr self);
    [DllImport(Library)] internal static extern long list_size(IntPtr list);
    [DllImport(Library)] internal static extern void list_take(IntPtr list, IntPtr* results);
    [DllImport(Library)] internal static extern long tensor_ndimension(IntPtr self);
    [DllImport(Library)] internal static extern long tensor_numel(IntPtr self);
    [DllImport(Library)] internal static extern long tensor_element_size(IntPtr self);
    [DllImport(Library)] internal static extern long tensor_storage_offset(IntPtr self);
    [DllImport(Library)] internal static extern torch.ScalarType tensor_type(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_device_type(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_device_index(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_is_sparse(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_is_contiguous(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_is_pinned(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_is_nonzero(IntPtr self);
    [DllImport(Library)] internal static extern long tensor_size(IntPtr self, long dim);
    [DllImport(Library)] internal static extern long tensor_stride(IntPtr self, long dim);
    [DllImport(Library)] internal static extern int tensor_sizes(IntPtr self, long* sizes);
    [DllImport(Library)] internal static extern int tensor_strides(IntPtr self, long* strides);
    [DllImport(Library)] internal static extern IntPtr tensor_data(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_set_names(IntPtr self, byte* names);
    [DllImport(Library)] internal static extern int tensor_has_names(IntPtr self);
    [DllImport(Library)] internal static extern byte* tensor_name(IntPtr self, long dim);
    [DllImport(Library)] internal static extern IntPtr tensor_to(IntPtr self, torch.ScalarType type, int deviceType, int deviceIndex, bool copy, bool nonBlocking);
    [DllImport(Library)] internal static extern IntPtr tensor_to_device(IntPtr self, int deviceType, int deviceIndex, bool copy, bool nonBlocking);
    [DllImport(Library)] internal static extern IntPtr tensor_to_type(IntPtr self, torch.ScalarType type, bool copy, bool nonBlocking);
    [DllImport(Library)] internal static extern IntPtr tensor_pin_memory(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_clone(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_contiguous(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_to_dense(IntPtr self);
    [DllImport(Library)] internal static extern int tensor_copy_(IntPtr self, IntPtr source, bool nonBlocking);
    [DllImport(Library)] internal static extern int tensor_set_(IntPtr self, IntPtr source);
    [DllImport(Library)] internal static extern int tensor_item(IntPtr self, Number* result);
}
