namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            Number low = min?.Value ?? default, high = max?.Value ?? default;
            return Wrap(NativeMethods.tensor_clamp(Handle, min is null ? null : &low, max is null ? null : &high), this);
        }

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Number low = min?.Value ?? default, high = max?.Value ?? default;
            return Changed(NativeMethods.tensor_clamp_(Handle, min is null ? null : &low, max is null ? null : &high));
        }

        public Tensor clamp(Tensor? min = null, Tensor? max = null) =>
            Wrap(NativeMethods.tensor_clamp_tensor(Handle, min?.Handle ?? IntPtr.Zero, max?.Handle ?? IntPtr.Zero), this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) =>
            Changed(NativeMethods.tensor_clamp_tensor_(Handle, min?.Handle ?? IntPtr.Zero, max?.Handle ?? IntPtr.Zero), min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
        public Tensor clamp_max(Scalar max) => Apply(&NativeMethods.tensor_clamp_max_scalar, max);
        public Tensor clamp_max_(Scalar max) => Change(&NativeMethods.tensor_clamp_max_scalar_, max);
        public Tensor clamp_min(Scalar min) => Apply(&NativeMethods.tensor_clamp_min_scalar, min);
        public Tensor clamp_min_(Scalar min) => Change(&NativeMethods.tensor_clamp_min_scalar_, min);

        public Tensor nan_to_num(double nan = 0.0, double? posinf = null, double? neginf = null)
        {
            double high = posinf.GetValueOrDefault(), low = neginf.GetValueOrDefault();
            return Wrap(NativeMethods.tensor_nan_to_num(Handle, nan, posinf.HasValue ? &high : null, neginf.HasValue ? &low : null), this);
        }
    }

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);
    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);
    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);
    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);
    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);
    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);
    public static Tensor nan_to_num(Tensor input, double nan = 0.0, double? posinf = null, double? neginf = null) => input.nan_to_num(nan, posinf, neginf);
}
