namespace TorchSharp;

public static partial class torch
{
    // A native call reads the handle and then runs without the managed object, which a collection could finalize meanwhile:
    // every way to call keeps the operands alive until the call has returned.
    public unsafe partial class Tensor
    {
        /// <summary>The tensor of a native result.</summary>
        internal static Tensor Wrap(IntPtr result, object? operand = null, object? second = null, object? third = null)
        {
            if (result == IntPtr.Zero)
                CheckForErrors();
            GC.KeepAlive(operand);
            GC.KeepAlive(second);
            GC.KeepAlive(third);
            return new Tensor(result);
        }

        /// <summary>This tensor after an in-place operation with the given status.</summary>
        internal Tensor Changed(int status, object? operand = null, object? second = null)
        {
            if (status != 0)
                CheckForErrors();
            GC.KeepAlive(this);
            GC.KeepAlive(operand);
            GC.KeepAlive(second);
            return this;
        }

        /// <summary>A native answer that is negative on an error.</summary>
        private long Answer(long result)
        {
            if (result < 0)
                CheckForErrors();
            GC.KeepAlive(this);
            return result;
        }

        private (Tensor, Tensor) Pair(int status, IntPtr* results)
        {
            if (status != 0)
                CheckForErrors();
            GC.KeepAlive(this);
            return (new Tensor(results[0]), new Tensor(results[1]));
        }

        private Tensor[] Take(IntPtr list)
        {
            GC.KeepAlive(this);
            return TensorHandles.TakeList(list);
        }

        private Tensor Apply(delegate*<IntPtr, IntPtr> operation) => Wrap(operation(Handle), this);

        private Tensor Apply(delegate*<IntPtr, IntPtr, IntPtr> operation, Tensor other) => Wrap(operation(Handle, other.Handle), this, other);

        private Tensor Apply(delegate*<IntPtr, Number, IntPtr> operation, Scalar other) => Wrap(operation(Handle, other.Value), this);

        private Tensor Change(delegate*<IntPtr, int> operation) => Changed(operation(Handle));

        private Tensor Change(delegate*<IntPtr, IntPtr, int> operation, Tensor other) => Changed(operation(Handle, other.Handle), other);

        private Tensor Change(delegate*<IntPtr, Number, int> operation, Scalar other) => Changed(operation(Handle, other.Value));
    }
}
