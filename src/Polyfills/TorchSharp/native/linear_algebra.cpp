// Products of vectors and matrices.
#include "shim.h"

#define BINARY(op) \
    EXPORT Handle tensor_##op(Handle self, Handle other) { return tensor([&] { return self->op(*other); }); }

BINARY(matmul)
BINARY(mm)
BINARY(bmm)
BINARY(mv)
BINARY(dot)
BINARY(outer)
BINARY(inner)

#define ADD_PRODUCT(op) \
    EXPORT Handle tensor_##op(Handle self, Handle left, Handle right, float beta, float alpha) { return tensor([&] { return self->op(*left, *right, beta, alpha); }); }
#define ADD_PRODUCT_IN_PLACE(op) \
    EXPORT int32_t tensor_##op(Handle self, Handle left, Handle right, float beta, float alpha) { return status([&] { self->op(*left, *right, beta, alpha); }); }

ADD_PRODUCT(addmm)
ADD_PRODUCT(addmv)
ADD_PRODUCT(addbmm)
ADD_PRODUCT(addr)
ADD_PRODUCT_IN_PLACE(addmm_)
ADD_PRODUCT_IN_PLACE(addmv_)
ADD_PRODUCT_IN_PLACE(addbmm_)
ADD_PRODUCT_IN_PLACE(addr_)

EXPORT Handle tensor_einsum(const char* equation, const Handle* operands, int64_t count)
{
    return tensor([&] { return at::einsum(equation, tensor_list(operands, count)); });
}
