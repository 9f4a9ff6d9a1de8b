// Parameters taken together: clipping their gradients, and exchanging their values with one vector.
#include "shim.h"
#include <limits>

static TensorList gradients(const Handle* parameters, int64_t count)
{
    TensorList gradients;
    for (int64_t i = 0; i < count; i++)
        if (parameters[i]->grad().defined())
            gradients.push_back(parameters[i]->grad().data());
    return gradients;
}

static at::Tensor norm_of(const at::Tensor& values, double norm_type)
{
    return norm_type == std::numeric_limits<double>::infinity() ? values.abs().max() : values.norm(norm_type);
}

// The device is asked for the norm only after everything else has been put in its queue.
EXPORT int32_t parameters_clip_grad_norm_(const Handle* parameters, int64_t count, double max_norm, double norm_type, double* total_norm)
{
    return status([&] {
        auto grads = gradients(parameters, count);
        *total_norm = 0;
        if (grads.empty())
            return;

        TensorList norms;
        for (auto& grad : grads)
            norms.push_back(norm_of(grad, norm_type));
        auto total = norm_type == 0 ? at::full({}, static_cast<double>(grads.size()))
            : norms.size() == 1     ? norms[0]
                                    : norm_of(at::stack(norms), norm_type);

        auto factor = (max_norm / (total + 1e-6)).clamp_max(1.0);
        for (auto& grad : grads)
            grad.mul_(factor);
        *total_norm = total.item().toDouble();
    });
}

EXPORT int32_t parameters_clip_grad_value_(const Handle* parameters, int64_t count, double limit)
{
    return status([&] {
        for (auto& grad : gradients(parameters, count))
            grad.clamp_(-limit, limit);
    });
}

EXPORT Handle parameters_join(const Handle* parameters, int64_t count)
{
    return tensor([&] {
        TensorList rows;
        for (auto& parameter : tensor_list(parameters, count))
            rows.push_back(parameter.view(-1));
        return at::cat(rows);
    });
}

// Each parameter becomes a view of its part of the vector.
EXPORT int32_t parameters_split(Handle vector, const Handle* parameters, int64_t count)
{
    return status([&] {
        int64_t start = 0;
        for (auto& parameter : tensor_list(parameters, count)) {
            auto end = start + parameter.numel();
            parameter.set_data(vector->slice(0, start, end).view_as(parameter).data());
            start = end;
        }
    });
}

EXPORT int32_t parameters_set_data(Handle parameter, Handle data) { return status([&] { parameter->set_data(*data); }); }

// Scales the rows that are looked up down to the norm allowed.
EXPORT int32_t parameters_limit_rows_(Handle table, Handle indices, double max_norm, double norm_type)
{
    return status([&] { at::embedding_renorm_(*table, indices->contiguous(), max_norm, norm_type); });
}
