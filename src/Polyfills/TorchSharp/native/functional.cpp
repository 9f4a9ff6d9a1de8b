// What torch.nn.functional needs beyond the operators of tensors.
#include "shim.h"
#include <cmath>
#include <torch/version.h>

EXPORT Handle nn_linear(Handle input, Handle weight, Handle bias) { return tensor([&] { return at::linear(*input, *weight, optional_tensor(bias)); }); }
EXPORT Handle nn_dropout(Handle input, double p, bool training) { return tensor([&] { return at::dropout(*input, p, training); }); }
EXPORT int32_t nn_dropout_(Handle input, double p, bool training) { return status([&] { at::dropout_(*input, p, training); }); }

EXPORT Handle nn_embedding(Handle weight, Handle indices, int64_t padding_index, bool scale_grad_by_freq, bool sparse)
{
    return tensor([&] { return at::embedding(*weight, *indices, padding_index, scale_grad_by_freq, sparse); });
}

EXPORT Handle nn_layer_norm(Handle input, const int64_t* shape, int32_t count, Handle weight, Handle bias, double eps)
{
    return tensor([&] { return at::layer_norm(*input, at::IntArrayRef(shape, count), optional_tensor(weight), optional_tensor(bias), eps); });
}

#define LIST(name) at::IntArrayRef(name, name##_count)

// The number of spatial dimensions is the kernel's. A null padding list stands for the named mode: "same" or "valid".
EXPORT Handle nn_convolution(
    Handle input, Handle weight, Handle bias, const int64_t* stride, int32_t stride_count, const int64_t* padding, int32_t padding_count,
    bool same_padding, const int64_t* dilation, int32_t dilation_count, int64_t groups)
{
    return tensor([&] {
        auto run = [&](auto convolve) {
            auto optional_bias = optional_tensor(bias);
            return padding ? convolve(*input, *weight, optional_bias, LIST(stride), LIST(padding), LIST(dilation), groups)
                           : convolve(*input, *weight, optional_bias, LIST(stride), same_padding ? "same" : "valid", LIST(dilation), groups);
        };
        switch (weight->dim()) {
        case 3:
            return run([](auto&&... arguments) { return at::conv1d(arguments...); });
        case 4:
            return run([](auto&&... arguments) { return at::conv2d(arguments...); });
        default:
            return run([](auto&&... arguments) { return at::conv3d(arguments...); });
        }
    });
}

EXPORT Handle nn_max_pool2d(
    Handle input, const int64_t* kernel, int32_t kernel_count, const int64_t* stride, int32_t stride_count,
    const int64_t* padding, int32_t padding_count, const int64_t* dilation, int32_t dilation_count, bool ceil_mode)
{
    return tensor([&] { return at::max_pool2d(*input, LIST(kernel), LIST(stride), LIST(padding), LIST(dilation), ceil_mode); });
}

EXPORT Handle nn_one_hot(Handle input, int64_t classes) { return tensor([&] { return at::one_hot(*input, classes); }); }

// Reductions are libtorch's: 0 none, 1 mean, 2 sum.
EXPORT Handle nn_cross_entropy(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction, double label_smoothing)
{
    return tensor([&] { return at::cross_entropy_loss(*input, *target, optional_tensor(weight), reduction, ignore_index, label_smoothing); });
}

EXPORT Handle nn_nll_loss(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction)
{
    return tensor([&] { return at::nll_loss_nd(*input, *target, optional_tensor(weight), reduction, ignore_index); });
}

EXPORT Handle nn_mse_loss(Handle input, Handle target, int64_t reduction) { return tensor([&] { return at::mse_loss(*input, *target, reduction); }); }
EXPORT Handle nn_l1_loss(Handle input, Handle target, int64_t reduction) { return tensor([&] { return at::l1_loss(*input, *target, reduction); }); }

EXPORT Handle nn_smooth_l1_loss(Handle input, Handle target, int64_t reduction, double beta)
{
    return tensor([&] { return at::smooth_l1_loss(*input, *target, reduction, beta); });
}

EXPORT Handle nn_huber_loss(Handle input, Handle target, int64_t reduction, double delta)
{
    return tensor([&] { return at::huber_loss(*input, *target, reduction, delta); });
}

EXPORT Handle nn_kl_div(Handle input, Handle target, int64_t reduction, bool log_target)
{
    return tensor([&] { return at::kl_div(*input, *target, reduction, log_target); });
}

EXPORT Handle nn_binary_cross_entropy(Handle input, Handle target, Handle weight, int64_t reduction)
{
    return tensor([&] { return at::binary_cross_entropy(*input, *target, optional_tensor(weight), reduction); });
}

EXPORT Handle nn_binary_cross_entropy_with_logits(Handle input, Handle target, Handle weight, Handle positive_weight, int64_t reduction)
{
    return tensor([&] {
        return at::binary_cross_entropy_with_logits(*input, *target, optional_tensor(weight), optional_tensor(positive_weight), reduction);
    });
}

EXPORT Handle nn_pad(Handle input, const int64_t* pad, int32_t pad_count, const char* mode, double value)
{
    return tensor([&] { return at::pad(*input, LIST(pad), mode, value); });
}

EXPORT Handle nn_scaled_dot_product_attention(Handle query, Handle key, Handle value, Handle mask, double dropout, bool causal)
{
    return tensor([&] {
#if TORCH_VERSION_MAJOR >= 2
        return at::scaled_dot_product_attention(*query, *key, *value, optional_tensor(mask), dropout, causal);
#else
        TORCH_CHECK(!(mask && causal), "scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True");
        auto scores = at::matmul(*query * (1 / std::sqrt(static_cast<double>(query->size(-1)))), key->transpose(-2, -1));
        if (causal) {
            auto allowed = at::ones({query->size(-2), key->size(-2)}, query->options().dtype(at::kBool)).tril();
            scores = scores.masked_fill(allowed.logical_not(), -std::numeric_limits<double>::infinity());
        } else if (mask) {
            scores = mask->scalar_type() == at::kBool
                ? scores.masked_fill(mask->logical_not(), -std::numeric_limits<double>::infinity())
                : scores + *mask;
        }
        auto weights = scores.softmax(-1);
        return at::matmul(dropout > 0 ? at::dropout(weights, dropout, true) : weights, *value);
#endif
    });
}
