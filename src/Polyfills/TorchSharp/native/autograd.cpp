// Gradients, and the modes of the current thread.
#include "shim.h"
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

EXPORT int32_t autograd_is_grad_enabled() { return at::GradMode::is_enabled(); }
EXPORT void autograd_set_grad_enabled(bool enabled) { at::GradMode::set_enabled(enabled); }
EXPORT int32_t autograd_is_inference_mode() { return c10::InferenceMode::is_enabled(); }
EXPORT c10::InferenceMode* autograd_enter_inference_mode(bool enabled) { return new c10::InferenceMode(enabled); }
EXPORT void autograd_leave_inference_mode(c10::InferenceMode* mode) { delete mode; }

EXPORT int32_t tensor_requires_grad(Handle self) { return self->requires_grad(); }
EXPORT int32_t tensor_set_requires_grad(Handle self, bool value) { return status([&] { self->set_requires_grad(value); }); }
EXPORT int32_t tensor_is_leaf(Handle self) { return guarded<int32_t>(-1, [&] { return self->is_leaf(); }); }
EXPORT int32_t tensor_retain_grad(Handle self) { return status([&] { self->retain_grad(); }); }
EXPORT Handle tensor_detach(Handle self) { return tensor([&] { return self->detach(); }); }
EXPORT int32_t tensor_detach_(Handle self) { return status([&] { self->detach_(); }); }
EXPORT Handle tensor_grad(Handle self) { return tensor([&] { return self->grad(); }); }
EXPORT int32_t tensor_set_grad(Handle self, Handle grad) { return status([&] { self->mutable_grad() = grad ? *grad : at::Tensor(); }); }
EXPORT int32_t tensor_backward(Handle self) { return status([&] { self->backward(); }); }

EXPORT int32_t autograd_backward(
    const Handle* roots, int64_t root_count, const Handle* gradients, int64_t gradient_count,
    bool retain_graph, bool create_graph, const Handle* inputs, int64_t input_count)
{
    return status([&] {
        torch::autograd::backward(tensor_list(roots, root_count), tensor_list(gradients, gradient_count), retain_graph, create_graph,
            tensor_list(inputs, input_count));
    });
}

// An input that the outputs do not depend on has an undefined gradient.
EXPORT TensorList* autograd_grad(
    const Handle* outputs, int64_t output_count, const Handle* inputs, int64_t input_count,
    const Handle* gradients, int64_t gradient_count, bool retain_graph, bool create_graph, bool allow_unused)
{
    return list([&] {
        return torch::autograd::grad(tensor_list(outputs, output_count), tensor_list(inputs, input_count),
            tensor_list(gradients, gradient_count), retain_graph, create_graph, allow_unused);
    });
}
