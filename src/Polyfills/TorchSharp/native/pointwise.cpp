// Functions of single elements: arithmetic, comparisons, mathematical functions and activations.
#include "shim.h"

#define UNARY(op) EXPORT Handle tensor_##op(Handle self) { return tensor([&] { return at::op(*self); }); }
#define UNARY_IN_PLACE(op) EXPORT int32_t tensor_##op##_(Handle self) { return status([&] { at::op##_(*self); }); }
#define UNARY_BOTH(op) UNARY(op) UNARY_IN_PLACE(op)

UNARY_BOTH(abs)
UNARY_BOTH(acos)
UNARY_BOTH(acosh)
UNARY_BOTH(asin)
UNARY_BOTH(asinh)
UNARY_BOTH(atan)
UNARY_BOTH(atanh)
UNARY_BOTH(ceil)
UNARY_BOTH(cos)
UNARY_BOTH(cosh)
UNARY_BOTH(erf)
UNARY_BOTH(erfc)
UNARY_BOTH(exp)
UNARY_BOTH(expm1)
UNARY_BOTH(floor)
UNARY_BOTH(frac)
UNARY_BOTH(gelu)
UNARY_BOTH(log)
UNARY_BOTH(log10)
UNARY_BOTH(log1p)
UNARY_BOTH(log2)
UNARY_BOTH(neg)
UNARY_BOTH(reciprocal)
UNARY_BOTH(relu)
UNARY_BOTH(relu6)
UNARY_BOTH(rsqrt)
UNARY_BOTH(selu)
UNARY_BOTH(sigmoid)
UNARY_BOTH(silu)
UNARY_BOTH(sin)
UNARY_BOTH(sinh)
UNARY_BOTH(sqrt)
UNARY_BOTH(tan)
UNARY_BOTH(tanh)
UNARY_BOTH(trunc)
UNARY(bitwise_not)
UNARY(exp2)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY(isneginf)
UNARY(isposinf)
UNARY(logical_not)
UNARY(log_sigmoid)
UNARY(positive)
UNARY(signbit)

#define METHOD(op) EXPORT Handle tensor_##op(Handle self) { return tensor([&] { return self->op(); }); }
#define METHOD_IN_PLACE(op) EXPORT int32_t tensor_##op(Handle self) { return status([&] { self->op(); }); }

METHOD(digamma)
METHOD(erfinv)
METHOD(lgamma)
METHOD(sgn)
METHOD(sign)
METHOD_IN_PLACE(bitwise_not_)
METHOD_IN_PLACE(digamma_)
METHOD_IN_PLACE(erfinv_)
METHOD_IN_PLACE(lgamma_)
METHOD_IN_PLACE(logical_not_)
METHOD_IN_PLACE(sgn_)
METHOD_IN_PLACE(sign_)
METHOD_IN_PLACE(zero_)

EXPORT Handle tensor_round(Handle self, int64_t decimals) { return tensor([&] { return self->round(decimals); }); }
EXPORT int32_t tensor_round_(Handle self, int64_t decimals) { return status([&] { self->round_(decimals); }); }

#define BINARY(op) EXPORT Handle tensor_##op(Handle self, Handle other) { return tensor([&] { return self->op(*other); }); }
#define BINARY_IN_PLACE(op) EXPORT int32_t tensor_##op##_(Handle self, Handle other) { return status([&] { self->op##_(*other); }); }
#define BINARY_BOTH(op) BINARY(op) BINARY_IN_PLACE(op)
#define WITH_NUMBER(op) EXPORT Handle tensor_##op##_scalar(Handle self, Number other) { return tensor([&] { return self->op(scalar(other)); }); }
#define WITH_NUMBER_IN_PLACE(op) EXPORT int32_t tensor_##op##_scalar_(Handle self, Number other) { return status([&] { self->op##_(scalar(other)); }); }
#define WITH_NUMBER_BOTH(op) WITH_NUMBER(op) WITH_NUMBER_IN_PLACE(op)

BINARY_BOTH(atan2)
BINARY_BOTH(bitwise_and)
BINARY_BOTH(bitwise_or)
BINARY_BOTH(bitwise_xor)
BINARY_BOTH(eq)
BINARY_BOTH(floor_divide)
BINARY_BOTH(fmod)
BINARY_BOTH(ge)
BINARY_BOTH(gt)
BINARY_BOTH(le)
BINARY_BOTH(logical_and)
BINARY_BOTH(logical_or)
BINARY_BOTH(logical_xor)
BINARY_BOTH(lt)
BINARY_BOTH(mul)
BINARY_BOTH(ne)
BINARY_BOTH(pow)
BINARY_BOTH(remainder)
BINARY_BOTH(sub)
BINARY(fmax)
BINARY(fmin)
BINARY(hypot)
BINARY(logaddexp)
BINARY(maximum)
BINARY(minimum)

WITH_NUMBER_BOTH(clamp_max)
WITH_NUMBER_BOTH(clamp_min)
WITH_NUMBER_BOTH(eq)
WITH_NUMBER_BOTH(floor_divide)
WITH_NUMBER_BOTH(fmod)
WITH_NUMBER_BOTH(ge)
WITH_NUMBER_BOTH(gt)
WITH_NUMBER_BOTH(le)
WITH_NUMBER_BOTH(lt)
WITH_NUMBER_BOTH(mul)
WITH_NUMBER_BOTH(ne)
WITH_NUMBER_BOTH(pow)
WITH_NUMBER_BOTH(remainder)
WITH_NUMBER_BOTH(sub)
WITH_NUMBER_IN_PLACE(fill)

EXPORT Handle tensor_add(Handle self, Handle other, Number alpha) { return tensor([&] { return self->add(*other, scalar(alpha)); }); }
EXPORT int32_t tensor_add_(Handle self, Handle other, Number alpha) { return status([&] { self->add_(*other, scalar(alpha)); }); }
EXPORT Handle tensor_add_scalar(Handle self, Number other, Number alpha) { return tensor([&] { return self->add(scalar(other), scalar(alpha)); }); }
EXPORT int32_t tensor_add_scalar_(Handle self, Number other, Number alpha) { return status([&] { self->add_(scalar(other), scalar(alpha)); }); }

// A quotient is exact (0), rounded towards zero (1) or rounded down (2).
template <class Divisor>
static at::Tensor quotient(const at::Tensor& self, const Divisor& other, int32_t mode)
{
    return mode == 0 ? self.div(other) : self.div(other, mode == 1 ? "trunc" : "floor");
}

template <class Divisor>
static void divide(at::Tensor& self, const Divisor& other, int32_t mode)
{
    mode == 0 ? self.div_(other) : self.div_(other, mode == 1 ? "trunc" : "floor");
}

EXPORT Handle tensor_div(Handle self, Handle other, int32_t mode) { return tensor([&] { return quotient(*self, *other, mode); }); }
EXPORT int32_t tensor_div_(Handle self, Handle other, int32_t mode) { return status([&] { divide(*self, *other, mode); }); }
EXPORT Handle tensor_div_scalar(Handle self, Number other, int32_t mode) { return tensor([&] { return quotient(*self, scalar(other), mode); }); }
EXPORT int32_t tensor_div_scalar_(Handle self, Number other, int32_t mode) { return status([&] { divide(*self, scalar(other), mode); }); }

EXPORT Handle tensor_clamp(Handle self, const Number* min, const Number* max)
{
    return tensor([&] { return self->clamp(optional_scalar(min), optional_scalar(max)); });
}

EXPORT int32_t tensor_clamp_(Handle self, const Number* min, const Number* max)
{
    return status([&] { self->clamp_(optional_scalar(min), optional_scalar(max)); });
}

EXPORT Handle tensor_clamp_tensor(Handle self, Handle min, Handle max)
{
    return tensor([&] { return self->clamp(optional_tensor(min), optional_tensor(max)); });
}

EXPORT int32_t tensor_clamp_tensor_(Handle self, Handle min, Handle max)
{
    return status([&] { self->clamp_(optional_tensor(min), optional_tensor(max)); });
}

EXPORT Handle tensor_lerp(Handle self, Handle end, Handle weight) { return tensor([&] { return self->lerp(*end, *weight); }); }
EXPORT int32_t tensor_lerp_(Handle self, Handle end, Handle weight) { return status([&] { self->lerp_(*end, *weight); }); }

#define TERNARY(op) \
    EXPORT Handle tensor_##op(Handle self, Handle first, Handle second, Number value) { return tensor([&] { return self->op(*first, *second, scalar(value)); }); } \
    EXPORT int32_t tensor_##op##_(Handle self, Handle first, Handle second, Number value) { return status([&] { self->op##_(*first, *second, scalar(value)); }); }

TERNARY(addcdiv)
TERNARY(addcmul)

EXPORT Handle tensor_nan_to_num(Handle self, double nan, const double* posinf, const double* neginf)
{
    return tensor([&] { return self->nan_to_num(nan, optional_value(posinf), optional_value(neginf)); });
}

EXPORT int32_t tensor_allclose(Handle self, Handle other, double rtol, double atol, bool equal_nan)
{
    return guarded<int32_t>(-1, [&] { return self->allclose(*other, rtol, atol, equal_nan); });
}

EXPORT int32_t tensor_equal(Handle self, Handle other) { return guarded<int32_t>(-1, [&] { return self->equal(*other); }); }

EXPORT Handle tensor_isclose(Handle self, Handle other, double rtol, double atol, bool equal_nan)
{
    return tensor([&] { return self->isclose(*other, rtol, atol, equal_nan); });
}

EXPORT Handle tensor_softplus(Handle self, double beta, double threshold) { return tensor([&] { return at::softplus(*self, beta, threshold); }); }
EXPORT Handle tensor_leaky_relu(Handle self, Number slope) { return tensor([&] { return at::leaky_relu(*self, scalar(slope)); }); }
EXPORT int32_t tensor_leaky_relu_(Handle self, Number slope) { return status([&] { at::leaky_relu_(*self, scalar(slope)); }); }

EXPORT Handle tensor_elu(Handle self, Number alpha, Number scale, Number input_scale)
{
    return tensor([&] { return at::elu(*self, scalar(alpha), scalar(scale), scalar(input_scale)); });
}

EXPORT int32_t tensor_elu_(Handle self, Number alpha, Number scale, Number input_scale)
{
    return status([&] { at::elu_(*self, scalar(alpha), scalar(scale), scalar(input_scale)); });
}

EXPORT int32_t tensor_hardtanh_(Handle self, Number min, Number max) { return status([&] { at::hardtanh_(*self, scalar(min), scalar(max)); }); }
EXPORT Handle tensor_glu(Handle self, int64_t dim) { return tensor([&] { return at::glu(*self, dim); }); }
