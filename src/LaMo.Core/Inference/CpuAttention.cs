using System.Runtime.CompilerServices;
using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>
/// The attention of one of the blocks of a <see cref="CpuTransformer"/>: of every token to those before it. With a single head two of the four projections are folded into the others: the scores are
/// x W_q W_k^T x'^T, up to what is the same for all x' and which the softmax does not see, so that with queries x W_q W_k^T the tokens are their own keys; and as attention weights add up to 1, what the
/// values' projection is followed by, W_o and both biases, can be part of it.
/// </summary>
internal sealed class CpuAttention
{
    private readonly int _width;
    private readonly int _heads;
    private readonly LayerNormalization _norm;
    private readonly CpuLinear _queries;
    private readonly CpuLinear? _keys;
    private readonly CpuLinear _values;
    private readonly CpuLinear? _output;

    /// <param name="config">The network's shape.</param>
    /// <param name="weight">The block's weights by Hugging Face's names.</param>
    public CpuAttention(Gpt2Config config, Func<string, Tensor> weight)
    {
        (_width, _heads) = (config.Width, config.Heads);
        _norm = CpuLinear.Norm(config, weight, "ln_1");
        // Scores are divided by the root of a head's width; here the queries are.
        float scale = 1 / MathF.Sqrt(_width / _heads);
        Tensor weights = weight("attn.c_attn.weight"), bias = weight("attn.c_attn.bias");
        if (_heads > 1)
        {
            _queries = new CpuLinear(weights, bias, 0, _width, scale);
            _keys = new CpuLinear(weights, bias, _width, _width);
            _values = new CpuLinear(weights, bias, 2 * _width, _width);
            _output = new CpuLinear(weight("attn.c_proj.weight"), weight("attn.c_proj.bias"), 0, _width);
            return;
        }
        _queries = Folded(Third(weights, 0), Third(bias, 0), Third(weights, 1).t(), zeros(_width), scale);
        _values = Folded(Third(weights, 2), Third(bias, 2), weight("attn.c_proj.weight"), weight("attn.c_proj.bias"), 1);

        Tensor Third(Tensor tensor, int third) => tensor.narrow(-1, third * _width, _width);
    }

    /// <summary>Queries, keys and values of tokens that begin here.</summary>
    /// <param name="tokens"><c>[token, d]</c>, with a tile beyond the last.</param>
    /// <param name="count">The number of tokens.</param>
    /// <param name="threads">How many threads may share the work.</param>
    /// <returns><c>[token, 3 d]</c>, with a tile beyond the last.</returns>
    public float[] Project(float[] tokens, int count, int threads)
    {
        var normalized = new float[tokens.Length];
        var projected = new float[tokens.Length * 3];
        _norm.Apply(tokens.AsSpan(0, count * _width), normalized);
        Project(normalized, projected, MatrixProduct.RoundUp(count), threads);
        return projected;
    }

    /// <summary>Lets the tokens of a window attend to those before them, and adds the result to the residual stream.</summary>
    /// <param name="x">The window.</param>
    /// <param name="isProjected">Whether it has queries, keys and values already.</param>
    public void Apply(CpuActivations x, bool isProjected)
    {
        if (!isProjected)
        {
            _norm.Apply(x.Tokens.AsSpan(0, x.Rows * _width), x.Normalized);
            Project(x.Normalized, x.Projected, x.Rows, x.Threads);
        }
        if (_output is null)
            Attend<Added>(x, 0, x.Tokens);
        else
        {
            for (int head = 0; head < _heads; head++)
                Attend<Product>(x, head, x.Merged);
            _output.Apply<BiasedAndAdded>(x.Merged, 0, x.Tokens, 0, _width, x.Rows, x.Threads);
        }
    }

    private void Project(float[] normalized, float[] projected, int rows, int threads)
    {
        _queries.Apply<Biased>(normalized, 0, projected, 0, 3 * _width, rows, threads);
        if (_keys is null)
            for (int row = 0; row < rows; row++)
                normalized.AsSpan(row * _width, _width).CopyTo(projected.AsSpan((3 * row + 1) * _width));
        else
            _keys.Apply<Biased>(normalized, 0, projected, _width, 3 * _width, rows, threads);
        _values.Apply<Biased>(normalized, 0, projected, 2 * _width, 3 * _width, rows, threads);
    }

    /// <summary>A layer and the one that follows it as one layer.</summary>
    private static CpuLinear Folded(Tensor firstWeight, Tensor firstBias, Tensor weight, Tensor bias, float scale)
    {
        Tensor second = weight.to(ScalarType.Float64);
        return new CpuLinear(
            firstWeight.to(ScalarType.Float64).mm(second).to(ScalarType.Float32), (firstBias.to(ScalarType.Float64).unsqueeze(0).mm(second).squeeze(0) + bias).to(ScalarType.Float32), 0, (int)weight.shape[1], scale);
    }

    /// <summary>Finds what a head attends to.</summary>
    private void Attend<TResult>(CpuActivations x, int head, float[] result)
        where TResult : struct, IProductResult
    {
        int headWidth = _width / _heads, stride = 3 * _width, offset = head * headWidth;
        Transposition.Apply(ref x.Projected[_width + offset], stride, ref x.Keys[0], x.ScoreStride, x.Seen, headWidth);
        MatrixProduct.Set(ref x.Projected[offset], stride, 1, ref x.Keys[0], x.ScoreStride, ref x.Scores[0], x.ScoreStride, x.Rows, headWidth, x.ScoreStride);
        for (int row = 0; row < x.Rows; row++)
            Softmax.Apply(x.Scores.AsSpan(row * x.ScoreStride, x.ScoreStride), Math.Min(row + 1, x.Seen));
        for (int row = 0; row < x.Rows; row += MatrixProduct.RowTile)
            MatrixProduct.Apply<TResult>(ref x.Scores[row * x.ScoreStride], x.ScoreStride, 1, ref x.Projected[2 * _width + offset], stride, ref Unsafe.NullRef<float>(), ref result[row * _width + offset], _width,
                MatrixProduct.RowTile, Math.Min(row + MatrixProduct.RowTile, x.Seen), headWidth);
    }
}
