namespace TorchSharp;

public static unsafe partial class torch
{
    public class Generator : IDisposable
    {
        internal Generator(IntPtr nativeHandle)
        {
            Handle = nativeHandle;
            device = CPU;
        }

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = InitializeDevice(device ?? CPU);
            Handle = NativeMethods.generator_new(seed, (int)this.device.type, this.device.index);
            if (Handle == IntPtr.Zero)
                CheckForErrors();
        }

        ~Generator() => Dispose(false);

        public static Generator Default => new(NativeMethods.generator_default());

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Generator manual_seed(long seed)
        {
            Done(NativeMethods.generator_manual_seed(Handle, seed));
            return this;
        }

        public long seed()
        {
            long seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed()
        {
            long seed = NativeMethods.generator_initial_seed(Handle);
            GC.KeepAlive(this);
            return seed;
        }

        public Tensor get_state() => Tensor.Wrap(NativeMethods.generator_get_state(Handle), this);

        public void set_state(Tensor value)
        {
            Done(NativeMethods.generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
                NativeMethods.generator_dispose(Handle);
            Handle = IntPtr.Zero;
        }

        private void Done(int status)
        {
            if (status != 0)
                CheckForErrors();
            GC.KeepAlive(this);
        }
    }
}
