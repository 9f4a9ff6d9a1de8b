using System.Text;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads before and after: the last dimension's two sizes come first.</summary>
            public static unsafe Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                fixed (long* sizes = pad)
                fixed (byte* name = NameOf(mode))
                    return Tensor.Wrap(nn_pad(input.Handle, sizes, pad.Length, name, value), input);
            }

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.AsSpan(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>Pads every dimension by the same size on both sides.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var sizes = new long[2 * input.ndim];
                Array.Fill(sizes, pad);
                return functional.pad(input, sizes.AsSpan(), mode, value);
            }

            private static ReadOnlySpan<byte> NameOf(PaddingModes mode) => mode switch
            {
                PaddingModes.Reflect => "reflect\0"u8,
                PaddingModes.Replicate => "replicate\0"u8,
                PaddingModes.Circular => "circular\0"u8,
                _ => "constant\0"u8,
            };
        }
    }
}
