namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor : IDisposable
    {
        internal IntPtr handle;

        private static long s_totalCount;
        private static long s_peakCount;

        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            long total = Interlocked.Increment(ref s_totalCount);
            if (total > s_peakCount)
                s_peakCount = total;
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => s_totalCount;

        public static long PeakCount => s_peakCount;

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        internal DisposeScope? OwningDisposeScope { get; set; }

        public string? name { get; set; }

        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == IntPtr.Zero;

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero)
                return;
            DisposeScopeManager.ThreadSingleton.DisposingOnCurrentScope(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref s_totalCount);
            NativeMethods.tensor_dispose(handle);
            handle = IntPtr.Zero;
        }

        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            IntPtr native = Handle;
            Interlocked.Decrement(ref s_totalCount);
            handle = IntPtr.Zero;
            return native;
        }

        /// <summary>Takes the native tensor away without touching the counts: the taker stands in for this object.</summary>
        internal IntPtr MoveHandle()
        {
            IntPtr native = handle;
            handle = IntPtr.Zero;
            return native;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope == null && other != null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        public Tensor alias() => Apply(&NativeMethods.tensor_alias);

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        public bool Equals(Tensor target)
        {
            if (target is null)
                return false;
            int equal = NativeMethods.tensor_equal(Handle, target.Handle);
            if (equal < 0)
                CheckForErrors();
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            return equal != 0;
        }

        public override int GetHashCode() => base.GetHashCode();
    }
}
