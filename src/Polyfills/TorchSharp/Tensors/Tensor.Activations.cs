namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor relu() => Apply(&NativeMethods.tensor_relu);
        public Tensor relu_() => Change(&NativeMethods.tensor_relu_);
        public Tensor relu6() => Apply(&NativeMethods.tensor_relu6);
        public Tensor relu6_() => Change(&NativeMethods.tensor_relu6_);
        public Tensor selu() => Apply(&NativeMethods.tensor_selu);
        public Tensor selu_() => Change(&NativeMethods.tensor_selu_);
        public Tensor sigmoid() => Apply(&NativeMethods.tensor_sigmoid);
        public Tensor sigmoid_() => Change(&NativeMethods.tensor_sigmoid_);
        public Tensor silu() => Apply(&NativeMethods.tensor_silu);
        public Tensor silu_() => Change(&NativeMethods.tensor_silu_);
        public Tensor log_sigmoid() => Apply(&NativeMethods.tensor_log_sigmoid);
        public Tensor gelu() => Apply(&NativeMethods.tensor_gelu);
        public Tensor gelu_() => Change(&NativeMethods.tensor_gelu_);
        public Tensor softplus(double beta = 1, double threshold = 20) => Wrap(NativeMethods.tensor_softplus(Handle, beta, threshold), this);
        public Tensor leaky_relu(Scalar negative_slope) => Apply(&NativeMethods.tensor_leaky_relu, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => Change(&NativeMethods.tensor_leaky_relu_, negative_slope);
        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) =>
            Wrap(NativeMethods.tensor_elu(Handle, alpha.Value, scale.Value, input_scale.Value), this);

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) =>
            Changed(NativeMethods.tensor_elu_(Handle, alpha.Value, scale.Value, input_scale.Value));

        public Tensor hardtanh_(Scalar min, Scalar max) => Changed(NativeMethods.tensor_hardtanh_(Handle, min.Value, max.Value));
        public Tensor glu(long dim = -1) => Wrap(NativeMethods.tensor_glu(Handle, dim), this);
    }

    public static Tensor sigmoid(Tensor input) => input.sigmoid();
    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
}
