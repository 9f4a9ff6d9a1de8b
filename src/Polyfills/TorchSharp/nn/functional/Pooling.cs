using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value under each position of the kernel, whose steps are as long as itself unless given.</summary>
            public static unsafe Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                strides ??= kernel_size;
                padding ??= new long[kernel_size.Length];
                dilation ??= [.. kernel_size.Select(_ => 1L)];
                fixed (long* kernel = kernel_size, stride = strides, pad = padding, dilate = dilation)
                    return Tensor.Wrap(
                        nn_max_pool2d(input.Handle, kernel, kernel_size.Length, stride, strides.Length, pad, padding.Length, dilate, dilation.Length, ceil_mode), input);
            }

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Twice(kernel_size)!, Twice(stride), Twice(padding), Twice(dilation), ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Sizes(kernel_size)!, Sizes(stride), Sizes(padding), Sizes(dilation), ceil_mode);

            private static long[]? Twice(long? size) => size is { } both ? [both, both] : null;

            private static long[]? Sizes((long, long)? pair) => pair is var (height, width) ? [height, width] : null;
        }
    }
}
