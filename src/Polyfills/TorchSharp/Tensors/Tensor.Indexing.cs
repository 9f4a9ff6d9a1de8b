using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, [i1]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index([i1, i2]);
            set => index_put_(value, [i1, i2]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index([i1, i2, i3]);
            set => index_put_(value, [i1, i2, i3]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index([i1, i2, i3, i4]);
            set => index_put_(value, [i1, i2, i3, i4]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => index([i1, i2, i3, i4, i5]);
            set => index_put_(value, [i1, i2, i3, i4, i5]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => index([i1, i2, i3, i4, i5, i6]);
            set => index_put_(value, [i1, i2, i3, i4, i5, i6]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, i => TensorIndex.Single(i)));
            set => index_put_(value, Array.ConvertAll(indices, i => TensorIndex.Single(i)));
        }

        public Tensor index(params TensorIndex[] indices)
        {
            fixed (Index* encoded = Encode(indices))
                return Wrap(NativeMethods.tensor_index(Handle, encoded, indices.Length), this, indices);
        }

        public Tensor index(params Tensor[] indices) => index(Indices(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            fixed (Index* encoded = Encode(indices))
                return Changed(NativeMethods.tensor_index_put_(Handle, encoded, indices.Length, value.Handle), indices, value);
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Indices(indices));

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            if (!accumulate)
                return index_put_(value, indices);
            if (!indices.Any(index => index.IsTensor))
                throw new Exception("Invalid 'indices' parameter. Must be an array of TensorIndex objects containing tensors with indices that match the shape of the tensor to update");
            fixed (IntPtr* handles = Array.ConvertAll(indices, index => index.Encode().Tensor))
                return Changed(NativeMethods.tensor_index_accumulate_(Handle, handles, indices.Length, value.Handle), indices, value);
        }

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, Indices(indices), accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            fixed (Index* encoded = Encode(indices))
                return Changed(NativeMethods.tensor_index_put_scalar_(Handle, encoded, indices.Length, value.Value), indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Indices(indices));

        public Tensor select(long dim, long index) => Wrap(NativeMethods.tensor_select(Handle, dim, index), this);
        public Tensor narrow(long dim, long start, long length) => Wrap(NativeMethods.tensor_narrow(Handle, dim, start, length), this);

        public Tensor slice(long dim, long start, long finish, long step)
        {
            if (step < 1)
                throw new ArgumentException($"step is {step}, but it should always be positive.");
            return Wrap(NativeMethods.tensor_slice(Handle, dim, start, finish, step), this);
        }

        public Tensor index_select(long dim, Tensor index) => Wrap(NativeMethods.tensor_index_select(Handle, dim, index.Handle), this, index);
        public Tensor gather(long dim, Tensor index) => Wrap(NativeMethods.tensor_gather(Handle, dim, index.Handle, false), this, index);
        public Tensor take(Tensor index) => Apply(&NativeMethods.tensor_take, index);
        public Tensor nonzero() => Apply(&NativeMethods.tensor_nonzero);

        public Tensor masked_select(Tensor mask)
        {
            if (mask.dtype != ScalarType.Bool)
                throw new ArgumentException("The mask tensor must be Boolean.");
            return Apply(&NativeMethods.tensor_masked_select, mask);
        }

        public Tensor masked_fill(Tensor mask, Scalar value) => Wrap(NativeMethods.tensor_masked_fill(Handle, mask.Handle, value.Value), this, mask);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Changed(NativeMethods.tensor_masked_fill_(Handle, mask.Handle, value.Value), mask);

        public Tensor scatter(long dim, Tensor index, Tensor src) =>
            Wrap(NativeMethods.tensor_scatter(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) =>
            Changed(NativeMethods.tensor_scatter_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Wrap(NativeMethods.tensor_scatter_add(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Changed(NativeMethods.tensor_scatter_add_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Wrap(NativeMethods.tensor_index_add(Handle, dim, Longs(index), source.Handle, alpha.Value), this, index, source);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Changed(NativeMethods.tensor_index_add_(Handle, dim, Longs(index), source.Handle, alpha.Value), index, source);

        public Tensor index_copy(long dim, Tensor index, Tensor source) =>
            Wrap(NativeMethods.tensor_index_copy(Handle, dim, Longs(index), source.Handle), this, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            Changed(NativeMethods.tensor_index_copy_(Handle, dim, Longs(index), source.Handle), index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) =>
            Wrap(NativeMethods.tensor_index_fill(Handle, dim, Longs(index), value.Value), this, index);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Changed(NativeMethods.tensor_index_fill_(Handle, dim, Longs(index), value.Value), index);

        public Tensor where(Tensor condition, Tensor y)
        {
            if (condition.dtype != ScalarType.Bool)
                throw new ArgumentException("The condition to 'where' must be a boolean tensor.");
            return Wrap(NativeMethods.tensor_where(condition.Handle, Handle, y.Handle), this, condition, y);
        }

        // The caller keeps the indices, and so their tensors, alive.
        private static Index[] Encode(TensorIndex[] indices) => Array.ConvertAll(indices, index => index.Encode());

        private static TensorIndex[] Indices(Tensor[] tensors) => Array.ConvertAll(tensors, tensor => TensorIndex.Tensor(tensor));

        private static IntPtr Longs(Tensor index) =>
            index.dtype == ScalarType.Int64 ? index.Handle : throw new ArgumentException("Element type of 'index' must be 'Int64'");
    }

    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) =>
        Tensor.Wrap(NativeMethods.tensor_gather(input.Handle, dim, index.Handle, sparse_grad), input, index);

    public static Tensor take(Tensor input, Tensor index) => input.take(index);
    public static Tensor nonzero(Tensor input) => input.nonzero();
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);
    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);
    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add_(dim, index, src);
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add(dim, index, source, alpha);
    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add_(dim, index, source, alpha);
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);
    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy_(dim, index, source);
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);
    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill_(dim, index, value);
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    public static Tensor[] where(Tensor condition)
    {
        if (condition.dtype != ScalarType.Bool)
            throw new ArgumentException("The condition to 'where' must be a boolean tensor.");
        Tensor[] indices = TensorHandles.TakeList(NativeMethods.tensor_where_list(condition.Handle));
        GC.KeepAlive(condition);
        return indices;
    }
}
