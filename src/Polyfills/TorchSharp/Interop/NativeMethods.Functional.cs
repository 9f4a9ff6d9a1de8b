using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What torch.nn.functional needs beyond the operators of tensors.</summary>
internal static unsafe partial class NativeMethods
{
    [DllImport(Library)] internal static extern IntPtr nn_linear(IntPtr input, IntPtr weight, IntPtr bias);
    [DllImport(Library)] internal static extern IntPtr nn_dropout(IntPtr input, double p, bool training);
    [DllImport(Library)] internal static extern int nn_dropout_(IntPtr input, double p, bool training);
    [DllImport(Library)] internal static extern IntPtr nn_embedding(IntPtr weight, IntPtr indices, long paddingIndex, bool scaleGradByFreq, bool sparse);
    [DllImport(Library)] internal static extern IntPtr nn_layer_norm(IntPtr input, long* shape, int count, IntPtr weight, IntPtr bias, double eps);
    [DllImport(Library)] internal static extern IntPtr nn_convolution(IntPtr input, IntPtr weight, IntPtr bias, long* stride, int strideCount, long* padding, int paddingCount, bool samePadding, long* dilation, int dilationCount, long groups);
    [DllImport(Library)] internal static extern IntPtr nn_max_pool2d(IntPtr input, long* kernel, int kernelCount, long* stride, int strideCount, long* padding, int paddingCount, long* dilation, int dilationCount, bool ceilMode);
    [DllImport(Library)] internal static extern IntPtr nn_one_hot(IntPtr input, long classes);
    [DllImport(Library)] internal static extern IntPtr nn_cross_entropy(IntPtr input, IntPtr target, IntPtr weight, long ignoreIndex, long reduction, double labelSmoothing);
    [DllImport(Library)] internal static extern IntPtr nn_nll_loss(IntPtr input, IntPtr target, IntPtr weight, long ignoreIndex, long reduction);
    [DllImport(Library)] internal static extern IntPtr nn_mse_loss(IntPtr input, IntPtr target, long reduction);
    [DllImport(Library)] internal static extern IntPtr nn_l1_loss(IntPtr input, IntPtr target, long reduction);
    [DllImport(Library)] internal static extern IntPtr nn_smooth_l1_loss(IntPtr input, IntPtr target, long reduction, double beta);
    [DllImport(Library)] internal static extern IntPtr nn_huber_loss(IntPtr input, IntPtr target, long reduction, double delta);
    [DllImport(Library)] internal static extern IntPtr nn_kl_div(IntPtr input, IntPtr target, long reduction, bool logTarget);
    [DllImport(Library)] internal static extern IntPtr nn_binary_cross_entropy(IntPtr input, IntPtr target, IntPtr weight, long reduction);
    [DllImport(Library)] internal static extern IntPtr nn_binary_cross_entropy_with_logits(IntPtr input, IntPtr target, IntPtr weight, IntPtr positiveWeight, long reduction);
    [DllImport(Library)] internal static extern IntPtr nn_pad(IntPtr input, long* pad, int padCount, byte* mode, double value);
    [DllImport(Library)] internal static extern IntPtr nn_scaled_dot_product_attention(IntPtr query, IntPtr key, IntPtr value, IntPtr mask, double dropout, bool causal);
}
