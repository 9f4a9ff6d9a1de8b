namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor cumsum(long dim, ScalarType? type = null) => Wrap(NativeMethods.tensor_cumsum(Handle, dim, type.OrAbsent()), this);
        public Tensor cumprod(long dim, ScalarType? type = null) => Wrap(NativeMethods.tensor_cumprod(Handle, dim, type.OrAbsent()), this);
        public Tensor logcumsumexp(long dim) => Wrap(NativeMethods.tensor_logcumsumexp(Handle, dim), this);
        public Tensor argsort(long dim = -1, bool descending = false) => Wrap(NativeMethods.tensor_argsort(Handle, dim, descending), this);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            IntPtr* results = stackalloc IntPtr[2];
            return Pair(NativeMethods.tensor_sort(Handle, dim, descending, stable, results), results);
        }

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            IntPtr* results = stackalloc IntPtr[2];
            return Pair(NativeMethods.tensor_topk(Handle, k, dim, largest, sorted, results), results);
        }

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Wrap(NativeMethods.tensor_quantile(Handle, q.Handle, dim, keepdim), this, q);

        public Tensor bincount(Tensor? weights, long minlength = 0) =>
            Wrap(NativeMethods.tensor_bincount(Handle, weights?.Handle ?? IntPtr.Zero, minlength), this, weights);
    }

    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);
    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => input.cumprod(dim, dtype);
    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    public static (Tensor Values, Tensor Indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);

    public static (Tensor values, Tensor indexes) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);

    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.quantile(q, dim, keepdim);
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => input.bincount(weights, minlength);

    public static Tensor searchsorted(Tensor sorted_sequence, Scalar values, bool out_int32, bool right, Tensor sorter) =>
        Tensor.Wrap(NativeMethods.tensor_searchsorted_scalar(sorted_sequence.Handle, values.Value, out_int32, right, sorter?.Handle ?? IntPtr.Zero), sorted_sequence, sorter);

    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Tensor.Wrap(NativeMethods.tensor_searchsorted(sorted_sequence.Handle, values.Handle, out_int32, right, sorter?.Handle ?? IntPtr.Zero), sorted_sequence, values, sorter);
}
