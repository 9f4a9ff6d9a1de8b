namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor add(Tensor target) => Wrap(NativeMethods.tensor_add(Handle, target.Handle, Number.One), this, target);
        public Tensor add(Tensor target, Scalar alpha) => Wrap(NativeMethods.tensor_add(Handle, target.Handle, alpha.Value), this, target);
        public Tensor add(Scalar scalar) => Wrap(NativeMethods.tensor_add_scalar(Handle, scalar.Value, Number.One), this);
        public Tensor add(Scalar scalar, Scalar alpha) => Wrap(NativeMethods.tensor_add_scalar(Handle, scalar.Value, alpha.Value), this);
        public Tensor add_(Tensor target) => Changed(NativeMethods.tensor_add_(Handle, target.Handle, Number.One), target);
        public Tensor add_(Tensor target, Scalar alpha) => Changed(NativeMethods.tensor_add_(Handle, target.Handle, alpha.Value), target);
        public Tensor add_(Scalar scalar) => Changed(NativeMethods.tensor_add_scalar_(Handle, scalar.Value, Number.One));
        public Tensor add_(Scalar scalar, Scalar alpha) => Changed(NativeMethods.tensor_add_scalar_(Handle, scalar.Value, alpha.Value));
        public Tensor sub(Tensor target) => Apply(&NativeMethods.tensor_sub, target);
        public Tensor sub(Scalar target) => Apply(&NativeMethods.tensor_sub_scalar, target);
        public Tensor sub_(Tensor target) => Change(&NativeMethods.tensor_sub_, target);
        public Tensor sub_(Scalar target) => Change(&NativeMethods.tensor_sub_scalar_, target);
        public Tensor mul(Tensor target) => Apply(&NativeMethods.tensor_mul, target);
        public Tensor mul(Scalar target) => Apply(&NativeMethods.tensor_mul_scalar, target);
        public Tensor mul_(Tensor target) => Change(&NativeMethods.tensor_mul_, target);
        public Tensor mul_(Scalar target) => Change(&NativeMethods.tensor_mul_scalar_, target);
        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract(Scalar target) => sub(target);
        public Tensor subtract_(Tensor target) => sub_(target);
        public Tensor subtract_(Scalar target) => sub_(target);
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Wrap(NativeMethods.tensor_div(Handle, target.Handle, (int)rounding_mode), this, target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Wrap(NativeMethods.tensor_div_scalar(Handle, target.Value, (int)rounding_mode), this);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(NativeMethods.tensor_div_(Handle, target.Handle, (int)rounding_mode), target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(NativeMethods.tensor_div_scalar_(Handle, target.Value, (int)rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
        public Tensor true_divide(Tensor other) => div(other);
        public Tensor true_divide(Scalar other) => div(other);
        public Tensor true_divide_(Tensor other) => div_(other);
        public Tensor true_divide_(Scalar other) => div_(other);
        public Tensor floor_divide(Tensor other) => Apply(&NativeMethods.tensor_floor_divide, other);
        public Tensor floor_divide(Scalar other) => Apply(&NativeMethods.tensor_floor_divide_scalar, other);
        public Tensor floor_divide_(Tensor other) => Change(&NativeMethods.tensor_floor_divide_, other);
        public Tensor floor_divide_(Scalar other) => Change(&NativeMethods.tensor_floor_divide_scalar_, other);
        public Tensor fmod(Tensor target) => Apply(&NativeMethods.tensor_fmod, target);
        public Tensor fmod(Scalar scalar) => Apply(&NativeMethods.tensor_fmod_scalar, scalar);
        public Tensor fmod_(Tensor target) => Change(&NativeMethods.tensor_fmod_, target);
        public Tensor fmod_(Scalar scalar) => Change(&NativeMethods.tensor_fmod_scalar_, scalar);
        public Tensor remainder(Tensor target) => Apply(&NativeMethods.tensor_remainder, target);
        public Tensor remainder(Scalar scalar) => Apply(&NativeMethods.tensor_remainder_scalar, scalar);
        public Tensor remainder_(Tensor target) => Change(&NativeMethods.tensor_remainder_, target);
        public Tensor remainder_(Scalar scalar) => Change(&NativeMethods.tensor_remainder_scalar_, scalar);
        public Tensor pow(Tensor exponent) => Apply(&NativeMethods.tensor_pow, exponent);
        public Tensor pow(Scalar exponent) => Apply(&NativeMethods.tensor_pow_scalar, exponent);
        public Tensor pow_(Tensor exponent) => Change(&NativeMethods.tensor_pow_, exponent);
        public Tensor pow_(Scalar exponent) => Change(&NativeMethods.tensor_pow_scalar_, exponent);
        public Tensor fill_(Scalar value) => Change(&NativeMethods.tensor_fill_scalar_, value);
        public Tensor lerp(Tensor end, Tensor weight) => Wrap(NativeMethods.tensor_lerp(Handle, end.Handle, weight.Handle), this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => Changed(NativeMethods.tensor_lerp_(Handle, end.Handle, weight.Handle), end, weight);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Wrap(NativeMethods.tensor_addcdiv(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(NativeMethods.tensor_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Wrap(NativeMethods.tensor_addcmul(Handle, tensor1.Handle, tensor2.Handle, value.Value), this, tensor1, tensor2);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(NativeMethods.tensor_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Value), tensor1, tensor2);
    }

    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public static Tensor add(Tensor left, Tensor right) => left.add(right);
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);
    public static Tensor add(Tensor left, Scalar right) => left.add(right);
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);
    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);
    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);
    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);
    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);
    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);
    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);
    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);
    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);
    public static Tensor subtract(Tensor left, Tensor right) => left.sub(right);
    public static Tensor subtract(Tensor left, Scalar right) => left.sub(right);
    public static Tensor subtract_(Tensor left, Tensor right) => left.sub_(right);
    public static Tensor subtract_(Tensor left, Scalar right) => left.sub_(right);
    public static Tensor multiply(Tensor left, Tensor right) => left.mul(right);
    public static Tensor multiply(Tensor left, Scalar right) => left.mul(right);
    public static Tensor multiply_(Tensor left, Tensor right) => left.mul_(right);
    public static Tensor multiply_(Tensor left, Scalar right) => left.mul_(right);
    // The real library drops the rounding mode in three of these; the methods of Tensor take it.
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right);
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right);
    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right);
    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);
    public static Tensor true_divide_(Tensor dividend, Tensor divisor) => dividend.true_divide_(divisor);
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);
    public static Tensor floor_divide_(Tensor input, Tensor other) => input.floor_divide_(other);
    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);
    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);
    public static Tensor fmod_(Tensor left, Tensor right) => left.fmod_(right);
    public static Tensor fmod_(Tensor left, Scalar right) => left.fmod_(right);
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);
    public static Tensor remainder_(Tensor left, Tensor right) => left.remainder_(right);
    public static Tensor remainder_(Tensor left, Scalar right) => left.remainder_(right);
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);
    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);
    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);
}
