// Reading and writing parts of a tensor.
#include "shim.h"
#include <ATen/TensorIndexing.h>

enum class IndexKind : int64_t { None, Ellipsis, Boolean, Integer, Slice, Tensor };

// One index as managed code passes it; INT64_MIN marks a slice's missing bound or step.
struct Index
{
    IndexKind kind;
    int64_t start;
    int64_t stop;
    int64_t step;
    Handle tensor;
};

static optional<int64_t> bound(int64_t value)
{
    return value == INT64_MIN ? optional<int64_t>() : optional<int64_t>(value);
}

static std::vector<at::indexing::TensorIndex> decode(const Index* indices, int64_t count)
{
    std::vector<at::indexing::TensorIndex> decoded;
    decoded.reserve(count);
    for (int64_t i = 0; i < count; i++) {
        const Index& index = indices[i];
        switch (index.kind) {
        case IndexKind::None:
            decoded.emplace_back(at::indexing::None);
            break;
        case IndexKind::Ellipsis:
            decoded.emplace_back(at::indexing::Ellipsis);
            break;
        case IndexKind::Boolean:
            decoded.emplace_back(index.start != 0);
            break;
        case IndexKind::Integer:
            decoded.emplace_back(index.start);
            break;
        case IndexKind::Slice:
            decoded.emplace_back(at::indexing::Slice(bound(index.start), bound(index.stop), bound(index.step)));
            break;
        case IndexKind::Tensor:
            decoded.emplace_back(*index.tensor);
            break;
        }
    }
    return decoded;
}

EXPORT Handle tensor_index(Handle self, const Index* indices, int64_t count) { return tensor([&] { return self->index(decode(indices, count)); }); }

EXPORT int32_t tensor_index_put_(Handle self, const Index* indices, int64_t count, Handle value)
{
    return status([&] { self->index_put_(decode(indices, count), *value); });
}

EXPORT int32_t tensor_index_put_scalar_(Handle self, const Index* indices, int64_t count, Number value)
{
    return status([&] { self->index_put_(decode(indices, count), scalar(value)); });
}

EXPORT int32_t tensor_index_accumulate_(Handle self, const Handle* indices, int64_t count, Handle value)
{
    return status([&] {
        c10::List<optional<at::Tensor>> list;
        for (int64_t i = 0; i < count; i++)
            list.push_back(optional_tensor(indices[i]));
        self->index_put_(list, *value, true);
    });
}

EXPORT Handle tensor_select(Handle self, int64_t dim, int64_t index) { return tensor([&] { return self->select(dim, index); }); }
EXPORT Handle tensor_narrow(Handle self, int64_t dim, int64_t start, int64_t length) { return tensor([&] { return self->narrow(dim, start, length); }); }
EXPORT Handle tensor_slice(Handle self, int64_t dim, int64_t start, int64_t finish, int64_t step) { return tensor([&] { return self->slice(dim, start, finish, step); }); }
EXPORT Handle tensor_index_select(Handle self, int64_t dim, Handle index) { return tensor([&] { return self->index_select(dim, *index); }); }
EXPORT Handle tensor_gather(Handle self, int64_t dim, Handle index, bool sparse_grad) { return tensor([&] { return self->gather(dim, *index, sparse_grad); }); }
EXPORT Handle tensor_take(Handle self, Handle index) { return tensor([&] { return self->take(*index); }); }
EXPORT Handle tensor_nonzero(Handle self) { return tensor([&] { return self->nonzero(); }); }
EXPORT Handle tensor_masked_select(Handle self, Handle mask) { return tensor([&] { return self->masked_select(*mask); }); }
EXPORT Handle tensor_masked_fill(Handle self, Handle mask, Number value) { return tensor([&] { return self->masked_fill(*mask, scalar(value)); }); }
EXPORT int32_t tensor_masked_fill_(Handle self, Handle mask, Number value) { return status([&] { self->masked_fill_(*mask, scalar(value)); }); }
EXPORT Handle tensor_scatter(Handle self, int64_t dim, Handle index, Handle source) { return tensor([&] { return self->scatter(dim, *index, *source); }); }
EXPORT int32_t tensor_scatter_(Handle self, int64_t dim, Handle index, Handle source) { return status([&] { self->scatter_(dim, *index, *source); }); }
EXPORT Handle tensor_scatter_add(Handle self, int64_t dim, Handle index, Handle source) { return tensor([&] { return self->scatter_add(dim, *index, *source); }); }
EXPORT int32_t tensor_scatter_add_(Handle self, int64_t dim, Handle index, Handle source) { return status([&] { self->scatter_add_(dim, *index, *source); }); }

EXPORT Handle tensor_index_add(Handle self, int64_t dim, Handle index, Handle source, Number alpha)
{
    return tensor([&] { return self->index_add(dim, *index, *source, scalar(alpha)); });
}

EXPORT int32_t tensor_index_add_(Handle self, int64_t dim, Handle index, Handle source, Number alpha)
{
    return status([&] { self->index_add_(dim, *index, *source, scalar(alpha)); });
}

EXPORT Handle tensor_index_copy(Handle self, int64_t dim, Handle index, Handle source) { return tensor([&] { return self->index_copy(dim, *index, *source); }); }
EXPORT int32_t tensor_index_copy_(Handle self, int64_t dim, Handle index, Handle source) { return status([&] { self->index_copy_(dim, *index, *source); }); }
EXPORT Handle tensor_index_fill(Handle self, int64_t dim, Handle index, Number value) { return tensor([&] { return self->index_fill(dim, *index, scalar(value)); }); }
EXPORT int32_t tensor_index_fill_(Handle self, int64_t dim, Handle index, Number value) { return status([&] { self->index_fill_(dim, *index, scalar(value)); }); }
EXPORT Handle tensor_where(Handle condition, Handle x, Handle y) { return tensor([&] { return at::where(*condition, *x, *y); }); }
EXPORT TensorList* tensor_where_list(Handle condition) { return list([&] { return at::where(*condition); }); }
