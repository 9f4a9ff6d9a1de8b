using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Tensor.Wrap(nn_linear(input.Handle, weights.Handle, Optional(bias)), input, weights, bias);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (inplace) return input.Changed(nn_dropout_(input.Handle, p, training)).alias();
                return Tensor.Wrap(nn_dropout(input.Handle, p, training), input);
            }

            public static unsafe Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                fixed (long* shape = normalized_shape)
                    return Tensor.Wrap(nn_layer_norm(input.Handle, shape, normalized_shape.Length, Optional(weight), Optional(bias), eps), input, weight, bias);
            }

            /// <summary>Divides by the p-norm along a dimension, or by eps where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = input.norm((int)dim, keepdim: true, (float)p);
                using var denominator = norm.clamp_min(eps);
                return input / denominator;
            }

            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64) throw new ArgumentException("OneHot input tensor must have elements of type Int64");
                return Tensor.Wrap(nn_one_hot(x.Handle, num_classes), x);
            }

            /// <summary>softmax(q k^T / sqrt(d) + mask) v over [batch, …, query, d], [batch, …, key, d] and [batch, …, key, dv].</summary>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                if (p < 0) throw new ArgumentException("Dropout probability must be greater than or equal to zero.");
                if (is_casual && attn_mask is not null) throw new ArgumentException("Casual attention masking cannot pass a mask.");
                var result = Tensor.Wrap(nn_scaled_dot_product_attention(query.Handle, key.Handle, value.Handle, Optional(attn_mask), p, is_casual), query, key, value);
                GC.KeepAlive(attn_mask);
                return result;
            }

            private static IntPtr Optional(Tensor? tensor) => tensor?.Handle ?? IntPtr.Zero;
        }
    }
}
