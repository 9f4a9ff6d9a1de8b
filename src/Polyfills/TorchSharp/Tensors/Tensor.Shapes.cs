namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Sized(&NativeMethods.tensor_reshape, shape);
        public Tensor view(params long[] shape) => Sized(&NativeMethods.tensor_view, shape);
        public Tensor view_as(Tensor other) => view(other.shape);
        public Tensor permute(params long[] permutation) => Sized(&NativeMethods.tensor_permute, permutation);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor repeat(params long[] sizes) => Sized(&NativeMethods.tensor_repeat, sizes);
        public Tensor tile(long[] reps) => Sized(&NativeMethods.tensor_tile, reps);
        public Tensor flip(params long[] dims) => Sized(&NativeMethods.tensor_flip, dims);
        public Tensor broadcast_to(params long[] shape) => Sized(&NativeMethods.tensor_broadcast_to, shape);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false)
        {
            fixed (long* list = sizes)
                return Wrap(NativeMethods.tensor_expand(Handle, list, sizes.Length, isImplicit), this);
        }

        public Tensor expand(Size sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes.Shape, isImplicit);
        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);
        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);
        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            fixed (long* sizes = size, steps = strides)
                return Wrap(NativeMethods.tensor_as_strided(Handle, sizes, size.Length, steps, strides.Length, storageOffset), this);
        }

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Wrap(NativeMethods.tensor_flatten(Handle, start_dim, end_dim), this);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            if (dim < 0 || dim >= ndim)
                throw new ArgumentException($"Invalid 'dim' argument: {dim}.");
            if (sizes.Length == 0)
                throw new ArgumentException("The number of output sizes is zero.");
            fixed (long* list = sizes)
                return Wrap(NativeMethods.tensor_unflatten(Handle, dim, list, sizes.Length), this);
        }

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);
        public Tensor transpose(long dim0, long dim1) => Wrap(NativeMethods.tensor_transpose(Handle, dim0, dim1), this);
        public Tensor transpose_(long dim0, long dim1) => Changed(NativeMethods.tensor_transpose_(Handle, dim0, dim1));
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor t() => Apply(&NativeMethods.tensor_t);
        public Tensor T => permute(Enumerable.Range(0, (int)ndim).Reverse().Select(i => (long)i));
        public Tensor mT => Apply(&NativeMethods.tensor_mT);
        public Tensor unsqueeze(long dim) => Wrap(NativeMethods.tensor_unsqueeze(Handle, dim), this);
        public Tensor unsqueeze_(long dim) => Changed(NativeMethods.tensor_unsqueeze_(Handle, dim));

        public Tensor squeeze(long? dim = null)
        {
            long value = dim.GetValueOrDefault();
            return Wrap(NativeMethods.tensor_squeeze(Handle, dim.HasValue ? &value : null), this);
        }

        public Tensor squeeze_(long? dim = null)
        {
            long value = dim.GetValueOrDefault();
            return Changed(NativeMethods.tensor_squeeze_(Handle, dim.HasValue ? &value : null));
        }

        public Tensor tril(long diagonal = 0) => Wrap(NativeMethods.tensor_tril(Handle, diagonal), this);
        public Tensor tril_(long diagonal = 0) => Changed(NativeMethods.tensor_tril_(Handle, diagonal));
        public Tensor triu(long diagonal = 0) => Wrap(NativeMethods.tensor_triu(Handle, diagonal), this);
        public Tensor triu_(long diagonal = 0) => Changed(NativeMethods.tensor_triu_(Handle, diagonal));
        public Tensor diag(long diagonal = 0) => Wrap(NativeMethods.tensor_diag(Handle, diagonal), this);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1)
        {
            if (dim1 == dim2)
                throw new ArgumentException($"Diagonal dimensions cannot be identical {dim1}, {dim2}");
            return Wrap(NativeMethods.tensor_diagonal(Handle, offset, dim1, dim2), this);
        }

        public Tensor unfold(long dimension, long size, long step) => Wrap(NativeMethods.tensor_unfold(Handle, dimension, size, step), this);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default)
        {
            fixed (long* shiftList = shifts, dimList = dims)
                return Wrap(NativeMethods.tensor_roll(Handle, shiftList, shifts.Length, dimList, dims.Length), this);
        }

        public Tensor roll(long shifts, long? dims = null) => dims.HasValue ? roll([shifts], (ReadOnlySpan<long>)[dims.Value]) : roll((ReadOnlySpan<long>)[shifts]);
        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], (ReadOnlySpan<long>)[dims.Item1, dims.Item2]);

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll([shifts.Item1, shifts.Item2, shifts.Item3], (ReadOnlySpan<long>)[dims.Item1, dims.Item2, dims.Item3]);

        public Tensor roll(long[] shifts) => roll(shifts, (ReadOnlySpan<long>)[0]);
        public Tensor roll(long[] shifts, long[] dims) => roll(shifts, (ReadOnlySpan<long>)dims);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null)
        {
            long dimension = dim.GetValueOrDefault(), size = output_size.GetValueOrDefault();
            return Wrap(NativeMethods.tensor_repeat_interleave(Handle, repeats.Handle, dim.HasValue ? &dimension : null, output_size.HasValue ? &size : null), this, repeats);
        }

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            long dimension = dim.GetValueOrDefault(), size = output_size.GetValueOrDefault();
            return Wrap(NativeMethods.tensor_repeat_interleave_int64(Handle, repeats, dim.HasValue ? &dimension : null, output_size.HasValue ? &size : null), this);
        }

        public Tensor[] chunk(long chunks, long dim = 0) => Take(NativeMethods.tensor_chunk(Handle, chunks, dim));
        public Tensor[] unbind(long dimension = 0) => Take(NativeMethods.tensor_unbind(Handle, dimension));
        public Tensor[] split(long size, int dim = 0) => Take(NativeMethods.tensor_split(Handle, size, dim));

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            fixed (long* list = sizes)
                return Take(NativeMethods.tensor_split_sizes(Handle, list, sizes.Length, dim));
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);
        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)sizes);

        private Tensor Sized(delegate*<IntPtr, long*, int, IntPtr> operation, long[] sizes)
        {
            fixed (long* list = sizes)
                return Wrap(operation(Handle, list, sizes.Length), this);
        }
    }
}
