using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Reading and writing parts of a tensor.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr tensor_index(IntPtr self, Index* indices, long count);
    [DllImport(Library)] internal static extern int tensor_index_put_(IntPtr self, Index* indices, long count, IntPtr value);
    [DllImport(Library)] internal static extern int tensor_index_put_scalar_(IntPtr self, Index* indices, long count, Number value);
    [DllImport(Library)] internal static extern int tensor_index_accumulate_(IntPtr self, IntPtr* indices, long count, IntPtr value);
    [DllImport(Library)] internal static extern IntPtr tensor_select(IntPtr self, long dim, long index);
    [DllImport(Library)] internal static extern IntPtr tensor_narrow(IntPtr self, long dim, long start, long length);
    [DllImport(Library)] internal static extern IntPtr tensor_slice(IntPtr self, long dim, long start, long finish, long step);
    [DllImport(Library)] internal static extern IntPtr tensor_index_select(IntPtr self, long dim, IntPtr index);
    [DllImport(Library)] internal static extern IntPtr tensor_gather(IntPtr self, long dim, IntPtr index, bool sparseGrad);
    [DllImport(Library)] internal static extern IntPtr tensor_take(IntPtr self, IntPtr index);
    [DllImport(Library)] internal static extern IntPtr tensor_nonzero(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_masked_select(IntPtr self, IntPtr mask);
    [DllImport(Library)] internal static extern IntPtr tensor_masked_fill(IntPtr self, IntPtr mask, Number value);
    [DllImport(Library)] internal static extern int tensor_masked_fill_(IntPtr self, IntPtr mask, Number value);
    [DllImport(Library)] internal static extern IntPtr tensor_scatter(IntPtr self, long dim, IntPtr index, IntPtr source);
    [DllImport(Library)] internal static extern int tensor_scatter_(IntPtr self, long dim, IntPtr index, IntPtr source);
    [DllImport(Library)] internal static extern IntPtr tensor_scatter_add(IntPtr self, long dim, IntPtr index, IntPtr source);
    [DllImport(Library)] internal static extern int tensor_scatter_add_(IntPtr self, long dim, IntPtr index, IntPtr source);
    [DllImport(Library)] internal static extern IntPtr tensor_index_add(IntPtr self, long dim, IntPtr index, IntPtr source, Number alpha);
    [DllImport(Library)] internal static extern int tensor_index_add_(IntPtr self, long dim, IntPtr index, IntPtr source, Number alpha);
    [DllImport(Library)] internal static extern IntPtr tensor_index_copy(IntPtr self, long dim, IntPtr index, IntPtr source);
    [DllImport(Library)] internal static extern int tensor_index_copy_(IntPtr self, long dim, IntPtr index, IntPtr source);
    [DllImport(Library)] internal static extern IntPtr tensor_index_fill(IntPtr self, long dim, IntPtr index, Number value);
    [DllImport(Library)] internal static extern int tensor_index_fill_(IntPtr self, long dim, IntPtr index, Number value);
    [DllImport(Library)] internal static extern IntPtr tensor_where(IntPtr condition, IntPtr x, IntPtr y);
    [DllImport(Library)] internal static extern IntPtr tensor_where_list(IntPtr condition);
}
