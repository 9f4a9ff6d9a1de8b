// Many elements to few, running totals, order and softmax.
#include "shim.h"

#define DIMS const int64_t* dims, int32_t count
#define DIM_LIST at::IntArrayRef(dims, count)
#define METHOD(op) EXPORT Handle tensor_##op(Handle self) { return tensor([&] { return self->op(); }); }

METHOD(all)
METHOD(any)
METHOD(max)
METHOD(mean)
METHOD(median)
METHOD(min)

#define ALONG(op) EXPORT Handle tensor_##op##_along(Handle self, int64_t dim, bool keepdim) { return tensor([&] { return self->op(dim, keepdim); }); }
#define PAIR_ALONG(op) EXPORT int32_t tensor_##op##_along(Handle self, int64_t dim, bool keepdim, Handle* results) { return tensors(results, [&] { return self->op(dim, keepdim); }); }

ALONG(all)
ALONG(any)
PAIR_ALONG(max)
PAIR_ALONG(min)

// A null dim means all elements.
EXPORT Handle tensor_argmax(Handle self, const int64_t* dim, bool keepdim) { return tensor([&] { return self->argmax(optional_value(dim), keepdim); }); }
EXPORT Handle tensor_argmin(Handle self, const int64_t* dim, bool keepdim) { return tensor([&] { return self->argmin(optional_value(dim), keepdim); }); }

// Where a target is given, the result is written there and returned.
EXPORT Handle tensor_amax(Handle self, DIMS, bool keepdim, Handle out)
{
    return tensor([&] { return out ? at::amax_out(*out, *self, DIM_LIST, keepdim) : self->amax(DIM_LIST, keepdim); });
}

EXPORT Handle tensor_amin(Handle self, DIMS, bool keepdim, Handle out)
{
    return tensor([&] { return out ? at::amin_out(*out, *self, DIM_LIST, keepdim) : self->amin(DIM_LIST, keepdim); });
}

EXPORT Handle tensor_sum(Handle self, int8_t type) { return tensor([&] { return self->sum(optional_type(type)); }); }
EXPORT Handle tensor_sum_along(Handle self, DIMS, bool keepdim, int8_t type) { return tensor([&] { return self->sum(DIM_LIST, keepdim, optional_type(type)); }); }
EXPORT Handle tensor_mean_along(Handle self, DIMS, bool keepdim, int8_t type) { return tensor([&] { return self->mean(DIM_LIST, keepdim, optional_type(type)); }); }
EXPORT Handle tensor_prod(Handle self, int8_t type) { return tensor([&] { return self->prod(optional_type(type)); }); }
EXPORT Handle tensor_prod_along(Handle self, int64_t dim, bool keepdim, int8_t type) { return tensor([&] { return self->prod(dim, keepdim, optional_type(type)); }); }
EXPORT Handle tensor_std(Handle self, bool unbiased) { return tensor([&] { return self->std(unbiased); }); }
EXPORT Handle tensor_var(Handle self) { return tensor([&] { return self->var(true); }); }
EXPORT Handle tensor_std_along(Handle self, DIMS, bool unbiased, bool keepdim) { return tensor([&] { return self->std(DIM_LIST, unbiased, keepdim); }); }
EXPORT Handle tensor_var_along(Handle self, DIMS, bool unbiased, bool keepdim) { return tensor([&] { return self->var(DIM_LIST, unbiased, keepdim); }); }

EXPORT int32_t tensor_var_mean_along(Handle self, DIMS, bool unbiased, bool keepdim, Handle* results)
{
    return tensors(results, [&] { return at::var_mean(*self, DIM_LIST, unbiased, keepdim); });
}

EXPORT int32_t tensor_std_mean_along(Handle self, DIMS, bool unbiased, bool keepdim, Handle* results)
{
    return tensors(results, [&] { return at::std_mean(*self, DIM_LIST, unbiased, keepdim); });
}

EXPORT Handle tensor_norm(Handle self, float p) { return tensor([&] { return self->norm(p); }); }
EXPORT Handle tensor_norm_along(Handle self, int64_t dim, bool keepdim, float p) { return tensor([&] { return self->norm(p, dim, keepdim); }); }
EXPORT Handle tensor_cumsum(Handle self, int64_t dim, int8_t type) { return tensor([&] { return self->cumsum(dim, optional_type(type)); }); }
EXPORT Handle tensor_cumprod(Handle self, int64_t dim, int8_t type) { return tensor([&] { return self->cumprod(dim, optional_type(type)); }); }
EXPORT Handle tensor_logsumexp(Handle self, int64_t dim, bool keepdim) { return tensor([&] { return self->logsumexp(dim, keepdim); }); }
EXPORT Handle tensor_logcumsumexp(Handle self, int64_t dim) { return tensor([&] { return self->logcumsumexp(dim); }); }
EXPORT Handle tensor_softmax(Handle self, int64_t dim, int8_t type) { return tensor([&] { return self->softmax(dim, optional_type(type)); }); }
EXPORT Handle tensor_log_softmax(Handle self, int64_t dim, int8_t type) { return tensor([&] { return self->log_softmax(dim, optional_type(type)); }); }
EXPORT Handle tensor_count_nonzero(Handle self, DIMS) { return tensor([&] { return self->count_nonzero(DIM_LIST); }); }
EXPORT Handle tensor_bincount(Handle self, Handle weights, int64_t minlength) { return tensor([&] { return self->bincount(optional_tensor(weights), minlength); }); }
EXPORT Handle tensor_argsort(Handle self, int64_t dim, bool descending) { return tensor([&] { return self->argsort(dim, descending); }); }

EXPORT int32_t tensor_sort(Handle self, int64_t dim, bool descending, bool stable, Handle* results)
{
    return tensors(results, [&] { return self->sort(stable, dim, descending); });
}

EXPORT int32_t tensor_topk(Handle self, int64_t k, int64_t dim, bool largest, bool sorted, Handle* results)
{
    return tensors(results, [&] { return self->topk(k, dim, largest, sorted); });
}

EXPORT Handle tensor_searchsorted(Handle sorted_sequence, Handle values, bool out_int32, bool right, Handle sorter)
{
    return tensor([&] { return at::searchsorted(*sorted_sequence, *values, out_int32, right, {}, optional_tensor(sorter)); });
}

EXPORT Handle tensor_searchsorted_scalar(Handle sorted_sequence, Number value, bool out_int32, bool right, Handle sorter)
{
    return tensor([&] { return at::searchsorted(*sorted_sequence, scalar(value), out_int32, right, {}, optional_tensor(sorter)); });
}

EXPORT Handle tensor_quantile(Handle self, Handle q, int64_t dim, bool keepdim) { return tensor([&] { return self->quantile(*q, dim, keepdim); }); }
