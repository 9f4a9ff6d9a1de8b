using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>
/// The attention of the last of the blocks of a <see cref="CpuTransformer"/>: of a window's last token to all. Keys and values are linear in the tokens, so for a single query q they need not be
/// computed: the scores are x (W_k q), up to b_k q, which is the same for all tokens and which the softmax does not see, and the result is (p x) W_v + b_v with the attention weights p.
/// </summary>
internal sealed class CpuLastAttention
{
    private readonly int _width;
    private readonly int _heads;
    private readonly LayerNormalization _norm;
    private readonly CpuLinear _queries;
    private readonly float[] _keyWeights;
    private readonly float[] _valueWeights;
    private readonly float[] _valueBias;
    private readonly CpuLinear _output;

    /// <param name="config">The network's shape.</param>
    /// <param name="weight">The block's weights by Hugging Face's names.</param>
    public CpuLastAttention(Gpt2Config config, Func<string, Tensor> weight)
    {
        (_width, _heads) = (config.Width, config.Heads);
        _norm = CpuLinear.Norm(config, weight, "ln_1");
        Tensor weights = weight("attn.c_attn.weight"), bias = weight("attn.c_attn.bias");
        _queries = new CpuLinear(weights, bias, 0, _width, 1 / MathF.Sqrt(_width / _heads));
        _keyWeights = TensorMemory.Floats(weights.narrow(1, _width, _width).t().contiguous()).ToArray();
        _valueWeights = TensorMemory.Floats(weights.narrow(1, 2 * _width, _width).contiguous()).ToArray();
        _valueBias = TensorMemory.Floats(bias)[(2 * _width)..].ToArray();
        _output = new CpuLinear(weight("attn.c_proj.weight"), weight("attn.c_proj.bias"), 0, _width);
    }

    /// <summary>Lets a window's last token attend.</summary>
    /// <param name="x">The window.</param>
    /// <param name="merged">What it attends to, <c>[d]</c>.</param>
    public void Apply(CpuActivations x, Span<float> merged)
    {
        int last = x.Seen - 1, headWidth = _width / _heads;
        _norm.Apply(x.Tokens.AsSpan(0, x.Seen * _width), x.Normalized);
        _queries.Apply<Biased>(x.Normalized, last * _width, x.Projected, 0, _width, rows: 1, threads: 1);

        for (int head = 0; head < _heads; head++)
            MatrixProduct.Set(ref x.Projected[head * headWidth], _width, 1, ref _keyWeights[head * headWidth * _width], _width, ref x.HeadTokens[head * _width], _width, 1, headWidth, _width);
        for (int head = 0; head < _heads; head++)
        {
            Span<float> scores = x.HeadScores.AsSpan(head * x.ScoreStride, x.ScoreStride);
            for (int token = 0; token < x.Seen; token++)
                scores[token] = Dot(x.HeadTokens.AsSpan(head * _width, _width), x.Normalized.AsSpan(token * _width, _width));
            Softmax.Apply(scores, x.Seen);
        }

        MatrixProduct.Set(ref x.HeadScores[0], x.ScoreStride, 1, ref x.Normalized[0], _width, ref x.HeadTokens[0], _width, _heads, x.Seen, _width);
        _valueBias.CopyTo(merged);
        for (int head = 0; head < _heads; head++)
            MatrixProduct.Add(ref x.HeadTokens[head * _width], _width, 1, ref _valueWeights[head * headWidth], _width, ref merged[head * headWidth], _width, 1, _width, headWidth);
    }

    /// <summary>Adds to the residual stream of last tokens what they attend to.</summary>
    /// <param name="x">The last tokens of many windows.</param>
    public void AddMerged(CpuActivations x) => _output.Apply<BiasedAndAdded>(x.Merged, 0, x.Tokens, 0, _width, x.Rows, x.Threads);

    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ReadOnlySpan<Vector512<float>> a = MemoryMarshal.Cast<float, Vector512<float>>(x), b = MemoryMarshal.Cast<float, Vector512<float>>(y)[..a.Length];
        Vector512<float> sums = default;
        for (int i = 0; i < a.Length; i++)
            sums = Vector512.FusedMultiplyAdd(a[i], b[i], sums);
        return Vector512.Sum(sums);
    }
}
