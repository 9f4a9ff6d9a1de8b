using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Many elements to few, running totals, order and softmax.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr tensor_all(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_any(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_max(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_mean(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_median(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_min(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_all_along(IntPtr self, long dim, bool keepdim);
    [DllImport(Library)] internal static extern IntPtr tensor_any_along(IntPtr self, long dim, bool keepdim);
    [DllImport(Library)] internal static extern int tensor_max_along(IntPtr self, long dim, bool keepdim, IntPtr* results);
    [DllImport(Library)] internal static extern int tensor_min_along(IntPtr self, long dim, bool keepdim, IntPtr* results);
    [DllImport(Library)] internal static extern IntPtr tensor_argmax(IntPtr self, long* dim, bool keepdim);
    [DllImport(Library)] internal static extern IntPtr tensor_argmin(IntPtr self, long* dim, bool keepdim);
    [DllImport(Library)] internal static extern IntPtr tensor_amax(IntPtr self, long* dims, int count, bool keepdim, IntPtr @out);
    [DllImport(Library)] internal static extern IntPtr tensor_amin(IntPtr self, long* dims, int count, bool keepdim, IntPtr @out);
    [DllImport(Library)] internal static extern IntPtr tensor_sum(IntPtr self, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_sum_along(IntPtr self, long* dims, int count, bool keepdim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_mean_along(IntPtr self, long* dims, int count, bool keepdim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_prod(IntPtr self, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_prod_along(IntPtr self, long dim, bool keepdim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_std(IntPtr self, bool unbiased);
    [DllImport(Library)] internal static extern IntPtr tensor_var(IntPtr self);
    [DllImport(Library)] internal static extern IntPtr tensor_std_along(IntPtr self, long* dims, int count, bool unbiased, bool keepdim);
    [DllImport(Library)] internal static extern IntPtr tensor_var_along(IntPtr self, long* dims, int count, bool unbiased, bool keepdim);
    [DllImport(Library)] internal static extern int tensor_var_mean_along(IntPtr self, long* dims, int count, bool unbiased, bool keepdim, IntPtr* results);
    [DllImport(Library)] internal static extern int tensor_std_mean_along(IntPtr self, long* dims, int count, bool unbiased, bool keepdim, IntPtr* results);
    [DllImport(Library)] internal static extern IntPtr tensor_norm(IntPtr self, float p);
    [DllImport(Library)] internal static extern IntPtr tensor_norm_along(IntPtr self, long dim, bool keepdim, float p);
    [DllImport(Library)] internal static extern IntPtr tensor_cumsum(IntPtr self, long dim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_cumprod(IntPtr self, long dim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_logsumexp(IntPtr self, long dim, bool keepdim);
    [DllImport(Library)] internal static extern IntPtr tensor_logcumsumexp(IntPtr self, long dim);
    [DllImport(Library)] internal static extern IntPtr tensor_softmax(IntPtr self, long dim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_log_softmax(IntPtr self, long dim, torch.ScalarType type);
    [DllImport(Library)] internal static extern IntPtr tensor_count_nonzero(IntPtr self, long* dims, int count);
    [DllImport(Library)] internal static extern IntPtr tensor_bincount(IntPtr self, IntPtr weights, long minlength);
    [DllImport(Library)] internal static extern IntPtr tensor_argsort(IntPtr self, long dim, bool descending);
    [DllImport(Library)] internal static extern int tensor_sort(IntPtr self, long dim, bool descending, bool stable, IntPtr* results);
    [DllImport(Library)] internal static extern int tensor_topk(IntPtr self, long k, long dim, bool largest, bool sorted, IntPtr* results);
    [DllImport(Library)] internal static extern IntPtr tensor_searchsorted(IntPtr sortedSequence, IntPtr values, bool outInt32, bool right, IntPtr sorter);
    [DllImport(Library)] internal static extern IntPtr tensor_searchsorted_scalar(IntPtr sortedSequence, Number value, bool outInt32, bool right, IntPtr sorter);
    [DllImport(Library)] internal static extern IntPtr tensor_quantile(IntPtr self, IntPtr q, long dim, bool keepdim);
}
