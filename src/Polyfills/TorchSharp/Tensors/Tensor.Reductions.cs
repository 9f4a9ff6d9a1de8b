namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor all() => Apply(&NativeMethods.tensor_all);
        public Tensor all(long dim, bool keepdim = false) => Wrap(NativeMethods.tensor_all_along(Handle, dim, keepdim), this);
        public Tensor any() => Apply(&NativeMethods.tensor_any);
        public Tensor any(long dim, bool keepdim = false) => Wrap(NativeMethods.tensor_any_along(Handle, dim, keepdim), this);
        public Tensor max() => Apply(&NativeMethods.tensor_max);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            IntPtr* results = stackalloc IntPtr[2];
            return Pair(NativeMethods.tensor_max_along(Handle, dim, keepdim, results), results);
        }

        public Tensor min() => Apply(&NativeMethods.tensor_min);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            IntPtr* results = stackalloc IntPtr[2];
            return Pair(NativeMethods.tensor_min_along(Handle, dim, keepdim, results), results);
        }

        public Tensor argmax() => Wrap(NativeMethods.tensor_argmax(Handle, null, false), this);
        public Tensor argmax(long dim, bool keepdim = false) => Wrap(NativeMethods.tensor_argmax(Handle, &dim, keepdim), this);
        public Tensor argmin() => Wrap(NativeMethods.tensor_argmin(Handle, null, false), this);
        public Tensor argmin(long dim, bool keepdim = false) => Wrap(NativeMethods.tensor_argmin(Handle, &dim, keepdim), this);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null)
        {
            fixed (long* list = dims)
                return Wrap(NativeMethods.tensor_amax(Handle, list, dims.Length, keepdim, @out?.Handle ?? IntPtr.Zero), this, @out);
        }

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax((ReadOnlySpan<long>)dims, keepdim, @out);
        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null)
        {
            fixed (long* list = dims)
                return Wrap(NativeMethods.tensor_amin(Handle, list, dims.Length, keepdim, @out?.Handle ?? IntPtr.Zero), this, @out);
        }

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin((ReadOnlySpan<long>)dims, keepdim, @out);
        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims);

        public Tensor mean() => Apply(&NativeMethods.tensor_mean);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
                return Wrap(NativeMethods.tensor_mean_along(Handle, dims, dimensions.Length, keepdim, type.OrAbsent()), this);
        }

        public Tensor median() => Apply(&NativeMethods.tensor_median);
        public Tensor sum(ScalarType? type = null) => Wrap(NativeMethods.tensor_sum(Handle, type.OrAbsent()), this);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dim)
                return Wrap(NativeMethods.tensor_sum_along(Handle, dims, dim.Length, keepdim, type.OrAbsent()), this);
        }

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim], keepdim, type);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim0, dim1], keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim0, dim1, dim2], keepdim, type);
        public Tensor prod(ScalarType? type = null) => Wrap(NativeMethods.tensor_prod(Handle, type.OrAbsent()), this);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Wrap(NativeMethods.tensor_prod_along(Handle, dim, keepdim, type.OrAbsent()), this);
        public Tensor norm(float p = 2) => Wrap(NativeMethods.tensor_norm(Handle, p), this);
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Wrap(NativeMethods.tensor_norm_along(Handle, dim, keepdim, p), this);
        public Tensor logsumexp(long dim, bool keepdim = false) => Wrap(NativeMethods.tensor_logsumexp(Handle, dim, keepdim), this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Wrap(NativeMethods.tensor_softmax(Handle, dim, dtype.OrAbsent()), this);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Wrap(NativeMethods.tensor_log_softmax(Handle, dim, dtype.OrAbsent()), this);

        public Tensor count_nonzero(long[]? dims = null)
        {
            fixed (long* list = dims)
                return Wrap(NativeMethods.tensor_count_nonzero(Handle, list, dims?.Length ?? 0), this);
        }
    }

    public static Tensor all(Tensor input) => input.all();
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);
    public static Tensor any(Tensor input) => input.any();
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);
    public static Tensor max(Tensor input) => input.max();
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);
    public static Tensor min(Tensor input) => input.min();
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);
    public static Tensor argmax(Tensor input) => input.argmax();
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);
    public static Tensor argmin(Tensor input) => input.argmin();
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);
    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);
    public static Tensor amax(Tensor input, long[] dims) => input.amax(dims);
    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);
    public static Tensor mean(Tensor input) => input.mean();
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);
    public static Tensor median(Tensor input) => input.median();
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);
    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);
    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);
    public static Tensor norm(Tensor input) => input.norm();
    public static Tensor norm(Tensor input, float p = 2) => input.norm(p);
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => input.norm(dimension, keepdim, p);
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => input.count_nonzero(dims);
}
