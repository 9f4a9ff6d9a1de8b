// New tensors.
#include "shim.h"

template <class Action>
static Handle create(const Options& options, Action&& action)
{
    return tensor([&] { return action(tensor_options(options)).set_requires_grad(options.requires_grad); });
}

#define CREATE(expression) create(how, [&](const at::TensorOptions& options) { return expression; })
#define SIZES at::IntArrayRef(sizes, dimensions)

EXPORT Handle tensor_empty(const int64_t* sizes, int32_t dimensions, Options how) { return CREATE(at::empty(SIZES, options)); }
EXPORT Handle tensor_zeros(const int64_t* sizes, int32_t dimensions, Options how) { return CREATE(at::zeros(SIZES, options)); }
EXPORT Handle tensor_ones(const int64_t* sizes, int32_t dimensions, Options how) { return CREATE(at::ones(SIZES, options)); }

EXPORT Handle tensor_full(const int64_t* sizes, int32_t dimensions, Number value, Options how)
{
    return CREATE(at::full(SIZES, scalar(value), options));
}

EXPORT Handle tensor_rand(const int64_t* sizes, int32_t dimensions, at::Generator* generator, Options how)
{
    return CREATE(at::rand(SIZES, optional_generator(generator), options));
}

EXPORT Handle tensor_randn(const int64_t* sizes, int32_t dimensions, at::Generator* generator, Options how)
{
    return CREATE(at::randn(SIZES, optional_generator(generator), options));
}

EXPORT Handle tensor_randint(int64_t low, int64_t high, const int64_t* sizes, int32_t dimensions, at::Generator* generator, Options how)
{
    return CREATE(at::randint(low, high, SIZES, optional_generator(generator), options));
}

EXPORT Handle tensor_randperm(int64_t count, at::Generator* generator, Options how)
{
    return CREATE(at::randperm(count, optional_generator(generator), options));
}

EXPORT Handle tensor_randperm_out(int64_t count, at::Generator* generator, Handle out)
{
    return tensor([&] { return at::randperm_out(*out, count, optional_generator(generator)); });
}

EXPORT Handle tensor_empty_like(Handle self, Options how) { return CREATE(at::empty_like(*self, options)); }
EXPORT Handle tensor_zeros_like(Handle self, Options how) { return CREATE(at::zeros_like(*self, options)); }
EXPORT Handle tensor_ones_like(Handle self, Options how) { return CREATE(at::ones_like(*self, options)); }
EXPORT Handle tensor_full_like(Handle self, Number value, Options how) { return CREATE(at::full_like(*self, scalar(value), options)); }
EXPORT Handle tensor_rand_like(Handle self, Options how) { return CREATE(at::rand_like(*self, options)); }
EXPORT Handle tensor_randn_like(Handle self, Options how) { return CREATE(at::randn_like(*self, options)); }

EXPORT Handle tensor_arange(Number start, Number stop, Number step, Options how)
{
    return CREATE(at::arange(scalar(start), scalar(stop), scalar(step), options));
}

EXPORT Handle tensor_linspace(double start, double end, int64_t steps, Options how) { return CREATE(at::linspace(start, end, steps, options)); }
EXPORT Handle tensor_eye(int64_t rows, int64_t columns, Options how) { return CREATE(at::eye(rows, columns, options)); }

// A tensor with its own copy of the data, which lie in this process's memory as elements of source_type.
EXPORT Handle tensor_copy_of(void* data, const int64_t* sizes, int32_t dimensions, int8_t source_type, Options how)
{
    return tensor([&] {
        auto source = at::from_blob(data, SIZES, at::TensorOptions().dtype(static_cast<at::ScalarType>(source_type)));
        return source.to(tensor_options(how), false, true).set_requires_grad(how.requires_grad);
    });
}

// A tensor over the caller's memory, released by the callback once no tensor uses it; copied only for another type or device.
EXPORT Handle tensor_over(void* data, void (*release)(void*), void* owner, const int64_t* sizes, int32_t dimensions, int8_t source_type, Options how)
{
    return tensor([&] {
        auto source = at::from_blob(data, SIZES, [=](void*) { release(owner); }, at::TensorOptions().dtype(static_cast<at::ScalarType>(source_type)));
        return source.to(tensor_options(how)).set_requires_grad(how.requires_grad);
    });
}
