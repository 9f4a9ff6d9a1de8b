namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor bernoulli(Generator? generator = null) => Wrap(NativeMethods.tensor_bernoulli(Handle, HandleOf(generator)), this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Changed(NativeMethods.tensor_bernoulli_(Handle, p, HandleOf(generator)), generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) =>
            Changed(NativeMethods.tensor_bernoulli_tensor_(Handle, p.Handle, HandleOf(generator)), p, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Wrap(NativeMethods.tensor_multinomial(Handle, num_samples, replacement, HandleOf(generator)), this, generator);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Changed(NativeMethods.tensor_normal_(Handle, mean, std, HandleOf(generator)), generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Changed(NativeMethods.tensor_uniform_(Handle, from, to, HandleOf(generator)), generator);

        public Tensor random_(double from, double to, Generator? generator = null) =>
            Changed(NativeMethods.tensor_random_(Handle, from, to, HandleOf(generator)), generator);

        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Changed(NativeMethods.tensor_exponential_(Handle, lambda, HandleOf(generator)), generator);

        private static IntPtr HandleOf(Generator? generator) => generator?.Handle ?? IntPtr.Zero;
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);
}
