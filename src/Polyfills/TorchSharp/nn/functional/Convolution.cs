using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve(input, weight, bias, strides, padding ?? [0], false, dilation, groups);

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Convolve(input, weight, bias, strides, null, padding == Padding.Same, dilation, groups);

            private static unsafe Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, long[]? strides, long[]? padding, bool same, long[]? dilation, long groups)
            {
                strides ??= [1];
                dilation ??= [1];
                fixed (long* stride = strides, pad = padding, dilate = dilation)
                    return Tensor.Wrap(
                        nn_convolution(input.Handle, weight.Handle, Optional(bias), stride, strides.Length, pad, padding?.Length ?? 0, same, dilate, dilation.Length, groups),
                        input, weight, bias);
            }
        }
    }
}
