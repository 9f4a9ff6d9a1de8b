// Views, copies in another order, and joining and splitting.
#include "shim.h"

#define SIZES const int64_t* sizes, int32_t count
#define SIZE_LIST at::IntArrayRef(sizes, count)
#define RESHAPE(op) EXPORT Handle tensor_##op(Handle self, SIZES) { return tensor([&] { return self->op(SIZE_LIST); }); }

RESHAPE(broadcast_to)
RESHAPE(flip)
RESHAPE(permute)
RESHAPE(repeat)
RESHAPE(reshape)
RESHAPE(tile)
RESHAPE(view)

EXPORT Handle tensor_expand(Handle self, SIZES, bool implicit) { return tensor([&] { return self->expand(SIZE_LIST, implicit); }); }

EXPORT Handle tensor_as_strided(Handle self, SIZES, const int64_t* strides, int32_t stride_count, int64_t offset)
{
    return tensor([&] { return self->as_strided(SIZE_LIST, at::IntArrayRef(strides, stride_count), offset); });
}

EXPORT Handle tensor_roll(Handle self, SIZES, const int64_t* dims, int32_t dim_count)
{
    return tensor([&] { return self->roll(SIZE_LIST, at::IntArrayRef(dims, dim_count)); });
}

EXPORT Handle tensor_flatten(Handle self, int64_t start, int64_t end) { return tensor([&] { return self->flatten(start, end); }); }
EXPORT Handle tensor_unflatten(Handle self, int64_t dim, SIZES) { return tensor([&] { return self->unflatten(dim, SIZE_LIST); }); }
EXPORT Handle tensor_transpose(Handle self, int64_t dim0, int64_t dim1) { return tensor([&] { return self->transpose(dim0, dim1); }); }
EXPORT int32_t tensor_transpose_(Handle self, int64_t dim0, int64_t dim1) { return status([&] { self->transpose_(dim0, dim1); }); }
EXPORT Handle tensor_t(Handle self) { return tensor([&] { return self->t(); }); }
EXPORT Handle tensor_mT(Handle self) { return tensor([&] { return self->mT(); }); }
EXPORT Handle tensor_unsqueeze(Handle self, int64_t dim) { return tensor([&] { return self->unsqueeze(dim); }); }
EXPORT int32_t tensor_unsqueeze_(Handle self, int64_t dim) { return status([&] { self->unsqueeze_(dim); }); }
EXPORT Handle tensor_squeeze(Handle self, const int64_t* dim) { return tensor([&] { return dim ? self->squeeze(*dim) : self->squeeze(); }); }
EXPORT int32_t tensor_squeeze_(Handle self, const int64_t* dim) { return status([&] { dim ? self->squeeze_(*dim) : self->squeeze_(); }); }
EXPORT Handle tensor_tril(Handle self, int64_t diagonal) { return tensor([&] { return self->tril(diagonal); }); }
EXPORT int32_t tensor_tril_(Handle self, int64_t diagonal) { return status([&] { self->tril_(diagonal); }); }
EXPORT Handle tensor_triu(Handle self, int64_t diagonal) { return tensor([&] { return self->triu(diagonal); }); }
EXPORT int32_t tensor_triu_(Handle self, int64_t diagonal) { return status([&] { self->triu_(diagonal); }); }
EXPORT Handle tensor_diag(Handle self, int64_t diagonal) { return tensor([&] { return self->diag(diagonal); }); }
EXPORT Handle tensor_diagonal(Handle self, int64_t offset, int64_t dim1, int64_t dim2) { return tensor([&] { return self->diagonal(offset, dim1, dim2); }); }
EXPORT Handle tensor_unfold(Handle self, int64_t dim, int64_t size, int64_t step) { return tensor([&] { return self->unfold(dim, size, step); }); }

EXPORT Handle tensor_repeat_interleave(Handle self, Handle repeats, const int64_t* dim, const int64_t* output_size)
{
    return tensor([&] { return self->repeat_interleave(*repeats, optional_value(dim), optional_value(output_size)); });
}

EXPORT Handle tensor_repeat_interleave_int64(Handle self, int64_t repeats, const int64_t* dim, const int64_t* output_size)
{
    return tensor([&] { return self->repeat_interleave(repeats, optional_value(dim), optional_value(output_size)); });
}

EXPORT TensorList* tensor_chunk(Handle self, int64_t chunks, int64_t dim) { return list([&] { return self->chunk(chunks, dim); }); }
EXPORT TensorList* tensor_split(Handle self, int64_t size, int64_t dim) { return list([&] { return self->split(size, dim); }); }
EXPORT TensorList* tensor_split_sizes(Handle self, SIZES, int64_t dim) { return list([&] { return self->split_with_sizes(SIZE_LIST, dim); }); }
EXPORT TensorList* tensor_unbind(Handle self, int64_t dim) { return list([&] { return self->unbind(dim); }); }
EXPORT TensorList* tensors_broadcast(const Handle* items, int64_t count) { return list([&] { return at::broadcast_tensors(tensor_list(items, count)); }); }

EXPORT Handle tensors_cat(const Handle* items, int64_t count, int64_t dim) { return tensor([&] { return at::cat(tensor_list(items, count), dim); }); }
EXPORT Handle tensors_stack(const Handle* items, int64_t count, int64_t dim) { return tensor([&] { return at::stack(tensor_list(items, count), dim); }); }
EXPORT Handle tensors_hstack(const Handle* items, int64_t count) { return tensor([&] { return at::hstack(tensor_list(items, count)); }); }
EXPORT Handle tensors_vstack(const Handle* items, int64_t count) { return tensor([&] { return at::vstack(tensor_list(items, count)); }); }
