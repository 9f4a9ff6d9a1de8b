// A tensor's life, its properties and its conversions.
#include "shim.h"
#include <ATen/core/NamedTensor.h>
#include <ATen/NamedTensorUtils.h>
#include <sstream>

static thread_local std::string error_message;
static thread_local bool has_error = false;

void set_error(const char* message) noexcept
{
    try {
        error_message = message;
    } catch (...) {
        error_message.clear();
    }
    has_error = true;
}

// The latest error's text, or null; it stays readable until the thread's next error.
EXPORT const char* take_error()
{
    if (!has_error)
        return nullptr;
    has_error = false;
    return error_message.c_str();
}

EXPORT void tensor_dispose(Handle self) { delete self; }
EXPORT Handle tensor_alias(Handle self) { return tensor([&] { return *self; }); }

EXPORT int64_t list_size(TensorList* list) { return static_cast<int64_t>(list->size()); }

// Moves the tensors out and frees the list.
EXPORT void list_take(TensorList* list, Handle* results)
{
    for (auto& item : *list)
        *results++ = new_handle(std::move(item));
    delete list;
}

EXPORT int64_t tensor_ndimension(Handle self) { return self->dim(); }
EXPORT int64_t tensor_numel(Handle self) { return guarded<int64_t>(-1, [&] { return self->numel(); }); }
EXPORT int64_t tensor_element_size(Handle self) { return static_cast<int64_t>(self->element_size()); }
EXPORT int64_t tensor_storage_offset(Handle self) { return guarded<int64_t>(-1, [&] { return self->storage_offset(); }); }
EXPORT int8_t tensor_type(Handle self) { return static_cast<int8_t>(self->scalar_type()); }
EXPORT int32_t tensor_device_type(Handle self) { return static_cast<int32_t>(self->device().type()); }
EXPORT int32_t tensor_device_index(Handle self) { return self->device().index(); }
EXPORT int32_t tensor_is_sparse(Handle self) { return self->is_sparse(); }
EXPORT int32_t tensor_is_contiguous(Handle self) { return guarded<int32_t>(-1, [&] { return self->is_contiguous(); }); }
EXPORT int32_t tensor_is_pinned(Handle self) { return guarded<int32_t>(-1, [&] { return self->is_pinned(); }); }
EXPORT int32_t tensor_is_nonzero(Handle self) { return guarded<int32_t>(-1, [&] { return self->is_nonzero(); }); }
EXPORT int64_t tensor_size(Handle self, int64_t dim) { return guarded<int64_t>(-1, [&] { return self->size(dim); }); }
EXPORT int64_t tensor_stride(Handle self, int64_t dim) { return guarded<int64_t>(-1, [&] { return self->stride(dim); }); }
EXPORT int32_t tensor_sizes(Handle self, int64_t* sizes) { return status([&] { for (auto size : self->sizes()) *sizes++ = size; }); }
EXPORT int32_t tensor_strides(Handle self, int64_t* strides) { return status([&] { for (auto stride : self->strides()) *strides++ = stride; }); }
EXPORT void* tensor_data(Handle self) { return guarded<void*>(nullptr, [&] { return self->data_ptr(); }); }

// Names are passed as one text, joined by commas; '*' stands for a dimension without a name.
EXPORT int32_t tensor_set_names(Handle self, const char* names)
{
    return status([&] {
        std::vector<at::Dimname> dimensions;
        std::istringstream text(names);
        for (std::string name; std::getline(text, name, ',');)
            dimensions.push_back(name == "*" ? at::Dimname::wildcard() : at::Dimname::fromSymbol(at::Symbol::dimname(name)));
        at::internal_set_names_inplace(*self, optional<at::DimnameList>(dimensions));
    });
}

EXPORT int32_t tensor_has_names(Handle self) { return self->has_names(); }

// The name of one dimension, valid as long as the process: symbols are interned. Null for a dimension without a name.
EXPORT const char* tensor_name(Handle self, int64_t dim)
{
    return guarded<const char*>(nullptr, [&]() -> const char* {
        auto name = self->names()[dim];
        return name.isWildcard() ? nullptr : name.symbol().toUnqualString();
    });
}

EXPORT Handle tensor_to(Handle self, int8_t type, int32_t device_type, int32_t device_index, bool copy, bool non_blocking)
{
    return tensor([&] { return self->to(device(device_type, device_index), static_cast<at::ScalarType>(type), non_blocking, copy); });
}

EXPORT Handle tensor_to_device(Handle self, int32_t device_type, int32_t device_index, bool copy, bool non_blocking)
{
    return tensor([&] { return self->to(device(device_type, device_index), self->scalar_type(), non_blocking, copy); });
}

EXPORT Handle tensor_to_type(Handle self, int8_t type, bool copy, bool non_blocking)
{
    return tensor([&] { return self->to(static_cast<at::ScalarType>(type), non_blocking, copy); });
}

EXPORT Handle tensor_pin_memory(Handle self) { return tensor([&] { return self->pin_memory(); }); }
EXPORT Handle tensor_clone(Handle self) { return tensor([&] { return self->clone(); }); }
EXPORT Handle tensor_contiguous(Handle self) { return tensor([&] { return self->contiguous(); }); }
EXPORT Handle tensor_to_dense(Handle self) { return tensor([&] { return self->to_dense(); }); }
EXPORT int32_t tensor_copy_(Handle self, Handle source, bool non_blocking) { return status([&] { self->copy_(*source, non_blocking); }); }
EXPORT int32_t tensor_set_(Handle self, Handle source) { return status([&] { self->set_(*source); }); }

EXPORT int32_t tensor_item(Handle self, Number* result)
{
    return status([&] {
        at::Scalar item = self->item();
        result->type = static_cast<int64_t>(item.type());
        if (item.isComplex()) {
            auto value = item.toComplexDouble();
            result->real = value.real();
            result->imaginary = value.imag();
        } else if (item.isFloatingPoint()) {
            result->real = item.toDouble();
        } else if (item.isBoolean()) {
            result->integer = item.toBool();
        } else {
            result->integer = item.toLong();
        }
    });
}
