namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor eq(Tensor? target) => target is null ? false : Apply(&NativeMethods.tensor_eq, target);
        public Tensor eq(Scalar? target) => target is null ? false : Apply(&NativeMethods.tensor_eq_scalar, target);
        public Tensor eq_(Tensor target) => Change(&NativeMethods.tensor_eq_, target);
        public Tensor eq_(Scalar target) => Change(&NativeMethods.tensor_eq_scalar_, target);
        public Tensor ne(Tensor target) => Apply(&NativeMethods.tensor_ne, target);
        public Tensor ne(Scalar target) => Apply(&NativeMethods.tensor_ne_scalar, target);
        public Tensor ne_(Tensor target) => Change(&NativeMethods.tensor_ne_, target);
        public Tensor ne_(Scalar target) => Change(&NativeMethods.tensor_ne_scalar_, target);
        public Tensor lt(Tensor target) => Apply(&NativeMethods.tensor_lt, target);
        public Tensor lt(Scalar target) => Apply(&NativeMethods.tensor_lt_scalar, target);
        public Tensor lt_(Tensor target) => Change(&NativeMethods.tensor_lt_, target);
        public Tensor lt_(Scalar target) => Change(&NativeMethods.tensor_lt_scalar_, target);
        public Tensor le(Tensor target) => Apply(&NativeMethods.tensor_le, target);
        public Tensor le(Scalar target) => Apply(&NativeMethods.tensor_le_scalar, target);
        public Tensor le_(Tensor target) => Change(&NativeMethods.tensor_le_, target);
        public Tensor le_(Scalar target) => Change(&NativeMethods.tensor_le_scalar_, target);
        public Tensor gt(Tensor target) => Apply(&NativeMethods.tensor_gt, target);
        public Tensor gt(Scalar target) => Apply(&NativeMethods.tensor_gt_scalar, target);
        public Tensor gt_(Tensor target) => Change(&NativeMethods.tensor_gt_, target);
        public Tensor gt_(Scalar target) => Change(&NativeMethods.tensor_gt_scalar_, target);
        public Tensor ge(Tensor target) => Apply(&NativeMethods.tensor_ge, target);
        public Tensor ge(Scalar target) => Apply(&NativeMethods.tensor_ge_scalar, target);
        public Tensor ge_(Tensor target) => Change(&NativeMethods.tensor_ge_, target);
        public Tensor ge_(Scalar target) => Change(&NativeMethods.tensor_ge_scalar_, target);
        public Tensor greater(Tensor target) => gt(target);
        public Tensor greater_equal(Tensor target) => ge(target);
        public Tensor less(Tensor target) => lt(target);
        public Tensor less_equal(Tensor target) => le(target);
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor bitwise_and(Tensor other) => Apply(&NativeMethods.tensor_bitwise_and, other);
        public Tensor bitwise_and_(Tensor other) => Change(&NativeMethods.tensor_bitwise_and_, other);
        public Tensor bitwise_or(Tensor other) => Apply(&NativeMethods.tensor_bitwise_or, other);
        public Tensor bitwise_or_(Tensor other) => Change(&NativeMethods.tensor_bitwise_or_, other);
        public Tensor bitwise_xor(Tensor other) => Apply(&NativeMethods.tensor_bitwise_xor, other);
        public Tensor bitwise_xor_(Tensor other) => Change(&NativeMethods.tensor_bitwise_xor_, other);
        public Tensor logical_and(Tensor other) => Apply(&NativeMethods.tensor_logical_and, other);
        public Tensor logical_and_(Tensor other) => Change(&NativeMethods.tensor_logical_and_, other);
        public Tensor logical_or(Tensor other) => Apply(&NativeMethods.tensor_logical_or, other);
        public Tensor logical_or_(Tensor other) => Change(&NativeMethods.tensor_logical_or_, other);
        public Tensor logical_xor(Tensor other) => Apply(&NativeMethods.tensor_logical_xor, other);
        public Tensor logical_xor_(Tensor other) => Change(&NativeMethods.tensor_logical_xor_, other);
        public Tensor bitwise_not() => Apply(&NativeMethods.tensor_bitwise_not);
        public Tensor bitwise_not_() => Change(&NativeMethods.tensor_bitwise_not_);
        public Tensor logical_not() => Apply(&NativeMethods.tensor_logical_not);
        public Tensor logical_not_() => Change(&NativeMethods.tensor_logical_not_);
        public Tensor isnan() => Apply(&NativeMethods.tensor_isnan);
        public Tensor isinf() => Apply(&NativeMethods.tensor_isinf);
        public Tensor isfinite() => Apply(&NativeMethods.tensor_isfinite);
        public Tensor isneginf() => Apply(&NativeMethods.tensor_isneginf);
        public Tensor isposinf() => Apply(&NativeMethods.tensor_isposinf);
        public Tensor max(Tensor other) => maximum(other);
        public Tensor min(Tensor other) => minimum(other);
        public Tensor maximum(Tensor other) => Apply(&NativeMethods.tensor_maximum, other);
        public Tensor minimum(Tensor other) => Apply(&NativeMethods.tensor_minimum, other);
        public Tensor fmax(Tensor other) => Apply(&NativeMethods.tensor_fmax, other);
        public Tensor fmin(Tensor other) => Apply(&NativeMethods.tensor_fmin, other);
        public Tensor logaddexp(Tensor other) => Apply(&NativeMethods.tensor_logaddexp, other);
        public Tensor equal(Tensor target) => eq(target);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            long close = Answer(NativeMethods.tensor_allclose(Handle, target.Handle, rtol, atol, equal_nan));
            GC.KeepAlive(target);
            return close != 0;
        }

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Wrap(NativeMethods.tensor_isclose(Handle, other.Handle, rtol, atol, nanEqual), this, other);
    }

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);
    public static Tensor le(Tensor left, Tensor right) => left.le(right);
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.gt(target);
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.ge(target);
    public static Tensor less(Tensor tensor, Tensor target) => tensor.lt(target);
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.le(target);
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.ne(target);
    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);
    public static Tensor bitwise_and_(Tensor left, Tensor right) => left.bitwise_and_(right);
    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);
    public static Tensor bitwise_or_(Tensor left, Tensor right) => left.bitwise_or_(right);
    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);
    public static Tensor bitwise_xor_(Tensor left, Tensor right) => left.bitwise_xor_(right);
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);
    public static Tensor logical_and_(Tensor left, Tensor right) => left.logical_and_(right);
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);
    public static Tensor logical_or_(Tensor left, Tensor right) => left.logical_or_(right);
    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);
    public static Tensor logical_xor_(Tensor left, Tensor right) => left.logical_xor_(right);
    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();
    public static Tensor logical_not(Tensor input) => input.logical_not();
    public static Tensor bitwise_not_(Tensor input) => input.bitwise_not_();
    public static Tensor isnan(Tensor input) => input.isnan();
    public static Tensor isinf(Tensor tensor) => tensor.isinf();
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();
    public static Tensor max(Tensor input, Tensor other) => input.maximum(other);
    public static Tensor min(Tensor input, Tensor other) => input.minimum(other);
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);
    public static Tensor fmax(Tensor input, Tensor other) => input.fmax(other);
    public static Tensor fmin(Tensor input, Tensor other) => input.fmin(other);
    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => tensor.allclose(target, rtol, atol, equal_nan);
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => tensor.isclose(other, rtol, atol, nanEqual);
}
