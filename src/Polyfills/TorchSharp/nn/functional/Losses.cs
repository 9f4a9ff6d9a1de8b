using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(nn_mse_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(nn_l1_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Tensor.Wrap(nn_smooth_l1_loss(input.Handle, target.Handle, (long)reduction, beta), input, target);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(nn_huber_loss(input.Handle, target.Handle, (long)reduction, delta), input, target);

            /// <param name="input">Log-probabilities.</param>
            /// <param name="log_target">Whether the target holds log-probabilities too: unlike PyTorch's, this default is true.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(nn_kl_div(input.Handle, target.Handle, (long)reduction, log_target), input, target);

            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                Tensor.Wrap(nn_cross_entropy(input.Handle, target.Handle, Optional(weight), ignore_index, (long)reduction, label_smoothing), input, target, weight);

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(nn_nll_loss(input.Handle, target.Handle, Optional(weight), -100, (long)reduction), input, target, weight);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Tensor.Wrap(nn_binary_cross_entropy(input.Handle, target.Handle, Optional(weight), (long)reduction), input, target, weight);

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                var result = nn_binary_cross_entropy_with_logits(input.Handle, target.Handle, Optional(weight), Optional(pos_weights), (long)reduction);
                GC.KeepAlive(pos_weights);
                return Tensor.Wrap(result, input, target, weight);
            }
        }
    }
}
