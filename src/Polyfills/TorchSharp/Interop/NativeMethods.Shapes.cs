using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Views, copies in another order, joining and splitting.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr tensor_broadcast_to(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_flip(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_permute(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_repeat(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_reshape(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_tile(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_view(IntPtr self, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_expand(IntPtr self, long* sizes, int count, bool @implicit);
    [DllImport(Library)] internal static extern IntPtr tensor_as_strided(IntPtr self, long* sizes, int count, long* strides, int strideCount, long offset);
    [DllImport(Library)] internal static extern IntPtr tensor_roll(IntPtr self, long* sizes, int count, long* dims, int dimCount);
    [DllImport(Library)] internal static extern IntPtr tensor_flatten(IntPtr self, long start, long end);
    [DllImport(Library)] internal static extern IntPtr tensor_unflatten(IntPtr self, long dim, long* sizes, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_transpose(IntPtr self, long dim0, long dim1);
    [DllImport(Library)] internal static extern int tensor_transpose_(IntPtr self, long dim0, long dim1);
    [DllImport(Library)] internal static extern IntPtr tensor_t(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_mT(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_unsqueeze(IntPtr self, long dim);
    [DllImport(Library)] internal static extern int tensor_unsqueeze_(IntPtr self, long dim);
    [DllImport(Library)] internal static extern IntPtr tensor_squeeze(IntPtr self, long* dim);
    [DllImport(Library)] internal static extern int tensor_squeeze_(IntPtr self, long* dim);
    [DllImport(Library)] internal static extern IntPtr tensor_tril(IntPtr self, long diagonal);
    [DllImport(Library)] internal static extern int tensor_tril_(IntPtr self, long diagonal);
    [DllImport(Library)] internal static extern IntPtr tensor_triu(IntPtr self, long diagonal);
    [DllImport(Library)] internal static extern int tensor_triu_(IntPtr self, long diagonal);
    [DllImport(Library)] internal static extern IntPtr tensor_diag(IntPtr self, long diagonal);
    [DllImport(Library)] internal static extern IntPtr tensor_diagonal(IntPtr self, long offset, long dim1, long dim2);
    [DllImport(Library)] internal static extern IntPtr tensor_unfold(IntPtr self, long dim, long size, long step);
    [DllImport(Library)] internal static extern IntPtr tensor_repeat_interleave(IntPtr self, IntPtr repeats, long* dim, long* outputSize);
    [DllImport(Library)] internal static extern IntPtr tensor_repeat_interleave_int64(IntPtr self, long repeats, long* dim, long* outputSize);
    [DllImport(Library)] internal static extern IntPtr tensor_chunk(IntPtr self, long chunks, long dim);
    [DllImport(Library)] internal static extern IntPtr tensor_split(IntPtr self, long size, long dim);
    [DllImport(Library)] internal static extern IntPtr tensor_split_sizes(IntPtr self, long* sizes, int count, long dim);
    [DllImport(Library)] internal static extern IntPtr tensor_unbind(IntPtr self, long dim);
    [DllImport(Library)] internal static extern IntPtr tensors_broadcast(IntPtr* items, long count);
    [DllImport(Library)] internal static extern IntPtr tensors_cat(IntPtr* items, long count, long dim);
    [DllImport(Library)] internal static extern IntPtr tensors_stack(IntPtr* items, long count, long dim);
    [DllImport(Library)] internal static extern IntPtr tensors_hstack(IntPtr* items, long count);
    [DllImport(Library)] internal static extern IntPtr tensors_vstack(IntPtr* items, long count);
}
