// What every entry point of the shim shares: handles, and the guards that keep C++ exceptions from reaching managed code.
#pragma once

#include <ATen/ATen.h>
#include <exception>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

using Handle = at::Tensor*;
using TensorList = std::vector<at::Tensor>;

// The optional that libtorch's functions take: a class of its own up to some 2.x, std::optional since.
template <class> struct OptionalKind;
template <template <class> class Kind, class Held> struct OptionalKind<Kind<Held>>
{
    template <class Value> using of = Kind<Value>;
};
template <class Value> using optional = typename OptionalKind<decltype(at::TensorOptions().device_opt())>::template of<Value>;

// A number as managed code passes it: integers, floating-point, Booleans and complex, tagged by ScalarType.
struct Number
{
    int64_t type;
    int64_t integer;
    double real;
    double imaginary;
};

inline at::Scalar scalar(const Number& number)
{
    switch (static_cast<at::ScalarType>(number.type)) {
    case at::ScalarType::Bool:
        return at::Scalar(number.integer != 0);
    case at::ScalarType::Half:
    case at::ScalarType::BFloat16:
    case at::ScalarType::Float:
    case at::ScalarType::Double:
        return at::Scalar(number.real);
    case at::ScalarType::ComplexFloat:
    case at::ScalarType::ComplexDouble:
        return at::Scalar(c10::complex<double>(number.real, number.imaginary));
    default:
        return at::Scalar(number.integer);
    }
}

// Absent optional arguments: a null handle, a negative type, a null pointer.
inline optional<at::Tensor> optional_tensor(Handle tensor)
{
    return tensor ? optional<at::Tensor>(*tensor) : optional<at::Tensor>();
}

inline optional<at::ScalarType> optional_type(int8_t type)
{
    return type < 0 ? optional<at::ScalarType>() : static_cast<at::ScalarType>(type);
}

inline optional<at::Scalar> optional_scalar(const Number* number)
{
    return number ? optional<at::Scalar>(scalar(*number)) : optional<at::Scalar>();
}

template <class Value>
optional<Value> optional_value(const Value* value)
{
    return value ? optional<Value>(*value) : optional<Value>();
}

inline optional<at::Generator> optional_generator(at::Generator* generator)
{
    return generator ? optional<at::Generator>(*generator) : optional<at::Generator>();
}

inline at::Device device(int32_t type, int32_t index)
{
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

// How a new tensor is made, as managed code passes it.
struct Options
{
    int32_t device_type;
    int32_t device_index;
    int8_t type;
    bool requires_grad;
};

inline at::TensorOptions tensor_options(const Options& options)
{
    return at::TensorOptions().dtype(static_cast<at::ScalarType>(options.type)).device(device(options.device_type, options.device_index));
}

inline TensorList tensor_list(const Handle* handles, int64_t count)
{
    TensorList list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++)
        list.push_back(*handles[i]);
    return list;
}

// The message of this thread's latest error, until managed code takes it.
void set_error(const char* message) noexcept;

template <class Result, class Action>
Result guarded(Result on_error, Action&& action) noexcept
{
    try {
        return action();
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("An unknown error occurred in libtorch.");
    }
    return on_error;
}

// A new handle; null for an undefined tensor or an error.
inline Handle new_handle(at::Tensor tensor)
{
    return tensor.defined() ? new at::Tensor(std::move(tensor)) : nullptr;
}

template <class Action>
Handle tensor(Action&& action) noexcept
{
    return guarded<Handle>(nullptr, [&] { return new_handle(action()); });
}

// 0 when the action was done, 1 on an error.
template <class Action>
int32_t status(Action&& action) noexcept
{
    return guarded<int32_t>(1, [&] { action(); return 0; });
}

// Writes the handles of a tuple's tensors; 0 when done, 1 on an error.
template <class Action>
int32_t tensors(Handle* results, Action&& action) noexcept
{
    return status([&] {
        std::apply([&](auto&&... items) { ((*results++ = new_handle(items)), ...); }, action());
    });
}

// A list of tensors whose length is known only afterwards: read by list_size, taken by list_take.
template <class Action>
TensorList* list(Action&& action) noexcept
{
    return guarded<TensorList*>(nullptr, [&] { return new TensorList(action()); });
}
