using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LaMo.Core.Kernels;
using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>
/// GPT-2's gelu, 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), written as x s with s = sigmoid(2 sqrt(2 / pi) (x + 0.044715 x^3)). On the CPU value and
/// derivative are computed in one pass over the widest tensor of the network, where a chain of tensor operations would take a dozen and keep five tensors for
/// the backward pass.
/// </summary>
internal static class GeluNew
{
    private const float Linear = 1.5957691216057308f;
    private const float Cubic = Linear * 0.044715f;

    // Elements that one thread takes at a time: a third of a second-level cache.
    private const int Chunk = 1 << 15;

    public static Tensor Apply(Tensor x)
    {
        if (x.device_type != TorchSharp.DeviceType.CPU || x.dtype != ScalarType.Float32)
            return x * (x * (x.square() * Cubic + Linear)).sigmoid();
        Tensor input = x.detach().contiguous();
        Tensor value = empty(x.shape);
        if (!(is_grad_enabled() && x.requires_grad))
        {
            ForChunks(x.numel(), (first, count) => Evaluate(Part(input, first, count), Part(value, first, count)));
            return value;
        }
        // With value = f(x) - x f'(x), the line through the point: its own gradient is f'(x).
        Tensor derivative = empty(x.shape);
        ForChunks(x.numel(), (first, count) => FindTangents(Part(input, first, count), Part(value, first, count), Part(derivative, first, count)));
        return value.addcmul(x, derivative, 1);
    }

    private static void ForChunks(long count, Action<int, int> work)
    {
        int chunks = (int)((count + Chunk - 1) / Chunk);
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, chunk => work(chunk * Chunk, (int)Math.Min(Chunk, count - (long)chunk * Chunk)));
    }

    private static Span<float> Part(Tensor tensor, int first, int count) => MemoryMarshal.Cast<byte, float>(tensor.bytes).Slice(first, count);

    /// <summary>Computes the function; the result may replace what it is computed from.</summary>
    public static void Evaluate(ReadOnlySpan<float> x, Span<float> value)
    {
        int i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> v = Vector512.Create(x[i..]);
            (v * Sigmoid(v)).CopyTo(value[i..]);
        }
        for (; i < x.Length; i++)
            value[i] = (Vector512.CreateScalar(x[i]) * Sigmoid(Vector512.CreateScalar(x[i])))[0];
    }

    /// <summary>Computes the function and its derivative; the number of elements is a multiple of <see cref="MatrixProduct.Lane"/>.</summary>
    public static void Differentiate(ReadOnlySpan<float> x, Span<float> value, Span<float> slope)
    {
        for (int i = 0; i < x.Length; i += Vector512<float>.Count)
        {
            Vector512<float> v = Vector512.Create(x[i..]);
            (Vector512<float> intercept, Vector512<float> derivative) = Tangent(v);
            Vector512.FusedMultiplyAdd(v, derivative, intercept).CopyTo(value[i..]);
            derivative.CopyTo(slope[i..]);
        }
    }

    private static void FindTangents(ReadOnlySpan<float> x, Span<float> intercept, Span<float> slope)
    {
        int i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            (Vector512<float> c, Vector512<float> d) = Tangent(Vector512.Create(x[i..]));
            c.CopyTo(intercept[i..]);
            d.CopyTo(slope[i..]);
        }
        for (; i < x.Length; i++)
        {
            (Vector512<float> c, Vector512<float> d) = Tangent(Vector512.CreateScalar(x[i]));
            (intercept[i], slope[i]) = (c[0], d[0]);
        }
    }

    private static (Vector512<float> Intercept, Vector512<float> Slope) Tangent(Vector512<float> x)
    {
        Vector512<float> s = Sigmoid(x);
        Vector512<float> slope = s + x * s * (Vector512<float>.One - s) * (x * x * (3 * Cubic) + Vector512.Create(Linear));
        return (x * s - x * slope, slope);
    }

    private static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exponential.Of(-x * (x * x * Cubic + Vector512.Create(Linear))));
}
