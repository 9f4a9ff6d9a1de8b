namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor acos() => Apply(&NativeMethods.tensor_acos);
        public Tensor acos_() => Change(&NativeMethods.tensor_acos_);
        public Tensor acosh() => Apply(&NativeMethods.tensor_acosh);
        public Tensor acosh_() => Change(&NativeMethods.tensor_acosh_);
        public Tensor asin() => Apply(&NativeMethods.tensor_asin);
        public Tensor asin_() => Change(&NativeMethods.tensor_asin_);
        public Tensor asinh() => Apply(&NativeMethods.tensor_asinh);
        public Tensor asinh_() => Change(&NativeMethods.tensor_asinh_);
        public Tensor atan() => Apply(&NativeMethods.tensor_atan);
        public Tensor atan_() => Change(&NativeMethods.tensor_atan_);
        public Tensor atanh() => Apply(&NativeMethods.tensor_atanh);
        public Tensor atanh_() => Change(&NativeMethods.tensor_atanh_);
        public Tensor cos() => Apply(&NativeMethods.tensor_cos);
        public Tensor cos_() => Change(&NativeMethods.tensor_cos_);
        public Tensor cosh() => Apply(&NativeMethods.tensor_cosh);
        public Tensor cosh_() => Change(&NativeMethods.tensor_cosh_);
        public Tensor sin() => Apply(&NativeMethods.tensor_sin);
        public Tensor sin_() => Change(&NativeMethods.tensor_sin_);
        public Tensor sinh() => Apply(&NativeMethods.tensor_sinh);
        public Tensor sinh_() => Change(&NativeMethods.tensor_sinh_);
        public Tensor tan() => Apply(&NativeMethods.tensor_tan);
        public Tensor tan_() => Change(&NativeMethods.tensor_tan_);
        public Tensor tanh() => Apply(&NativeMethods.tensor_tanh);
        public Tensor tanh_() => Change(&NativeMethods.tensor_tanh_);
        public Tensor erf() => Apply(&NativeMethods.tensor_erf);
        public Tensor erf_() => Change(&NativeMethods.tensor_erf_);
        public Tensor erfc() => Apply(&NativeMethods.tensor_erfc);
        public Tensor erfc_() => Change(&NativeMethods.tensor_erfc_);
        public Tensor erfinv() => Apply(&NativeMethods.tensor_erfinv);
        public Tensor erfinv_() => Change(&NativeMethods.tensor_erfinv_);
        public Tensor digamma() => Apply(&NativeMethods.tensor_digamma);
        public Tensor digamma_() => Change(&NativeMethods.tensor_digamma_);
        public Tensor lgamma() => Apply(&NativeMethods.tensor_lgamma);
        public Tensor lgamma_() => Change(&NativeMethods.tensor_lgamma_);
        public Tensor atan2(Tensor other) => Apply(&NativeMethods.tensor_atan2, other);
        public Tensor atan2_(Tensor other) => Change(&NativeMethods.tensor_atan2_, other);
        public Tensor hypot(Tensor other) => Apply(&NativeMethods.tensor_hypot, other);
    }

    public static Tensor acos(Tensor input) => input.acos();
    public static Tensor acos_(Tensor input) => input.acos_();
    public static Tensor acosh(Tensor input) => input.acosh();
    public static Tensor acosh_(Tensor input) => input.acosh_();
    public static Tensor asin(Tensor input) => input.asin();
    public static Tensor asin_(Tensor input) => input.asin_();
    public static Tensor asinh(Tensor input) => input.asinh();
    public static Tensor asinh_(Tensor input) => input.asinh_();
    public static Tensor atan(Tensor input) => input.atan();
    public static Tensor atan_(Tensor input) => input.atan_();
    public static Tensor atanh(Tensor input) => input.atanh();
    public static Tensor atanh_(Tensor input) => input.atanh_();
    public static Tensor cos(Tensor input) => input.cos();
    public static Tensor cos_(Tensor input) => input.cos_();
    public static Tensor cosh(Tensor input) => input.cosh();
    public static Tensor cosh_(Tensor input) => input.cosh_();
    public static Tensor sin(Tensor input) => input.sin();
    public static Tensor sin_(Tensor input) => input.sin_();
    public static Tensor sinh(Tensor input) => input.sinh();
    public static Tensor sinh_(Tensor input) => input.sinh_();
    public static Tensor tan(Tensor input) => input.tan();
    public static Tensor tan_(Tensor input) => input.tan_();
    public static Tensor tanh(Tensor input) => input.tanh();
    public static Tensor tanh_(Tensor input) => input.tanh_();
    public static Tensor erf(Tensor input) => input.erf();
    public static Tensor erf_(Tensor input) => input.erf_();
    public static Tensor erfc(Tensor input) => input.erfc();
    public static Tensor erfc_(Tensor input) => input.erfc_();
    public static Tensor erfinv_(Tensor input) => input.erfinv_();
    public static Tensor digamma(Tensor input) => input.digamma();
    public static Tensor digamma_(Tensor input) => input.digamma_();
    public static Tensor lgamma(Tensor input) => input.lgamma();
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);
    public static Tensor atan2_(Tensor input, Tensor other) => input.atan2_(other);
    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);
}
