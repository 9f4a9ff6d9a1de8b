using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>The attention of one of the blocks of a <see cref="CpuTransformer"/>: of every token to those before it.</summary>
internal sealed class CpuAttention
{
    private readonly int _width;
    private readonly int _heads;
    private readonly LayerNormalization _norm;
    private readonly CpuLinear _queries;
    private readonly CpuLinear _keysAndValues;

    /// <param name="config">The network's shape.</param>
    /// <param name="weight">The block's weights by Hugging Face's names.</param>
    public CpuAttention(Gpt2Config config, Func<string, Tensor> weight)
    {
        (_width, _heads) = (config.Width, config.Heads);
        _norm = CpuLinear.Norm(config, weight, "ln_1");
        // Scores are divided by the root of a head's width; here the queries are.
        _queries = new CpuLinear(weight("attn.c_attn.weight"), weight("attn.c_attn.bias"), 0, _width, 1 / MathF.Sqrt(_width / _heads));
        _keysAndValues = new CpuLinear(weight("attn.c_attn.weight"), weight("attn.c_attn.bias"), _width, 2 * _width);
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
        int rows = MatrixProduct.RoundUp(count);
        _queries.Apply(normalized, 0, projected, 0, 3 * _width, rows, threads);
        _keysAndValues.Apply(normalized, 0, projected, _width, 3 * _width, rows, threads);
        return projected;
    }

    /// <summary>Lets the tokens of a window attend to those before them.</summary>
    /// <param name="x">The window.</param>
    /// <param name="isProjected">Whether it has queries, keys and values already.</param>
    public void Apply(CpuActivations x, bool isProjected)
    {
        if (!isProjected)
        {
            _norm.Apply(x.Tokens.AsSpan(0, x.Rows * _width), x.Normalized);
            _queries.Apply(x.Normalized, 0, x.Projected, 0, 3 * _width, x.Rows, x.Threads);
            _keysAndValues.Apply(x.Normalized, 0, x.Projected, _width, 3 * _width, x.Rows, x.Threads);
        }
        x.Merged.AsSpan(0, x.Rows * _width).Clear();
        for (int head = 0; head < _heads; head++)
            Attend(x, head);
    }

    /// <summary>Adds what a head attends to.</summary>
    private void Attend(CpuActivations x, int head)
    {
        int headWidth = _width / _heads, stride = 3 * _width, offset = head * headWidth;
        Transposition.Apply(ref x.Projected[_width + offset], stride, ref x.Keys[0], x.ScoreStride, x.Seen, headWidth);
        x.Scores.AsSpan(0, x.Rows * x.ScoreStride).Clear();
        MatrixProduct.Add(ref x.Projected[offset], stride, 1, ref x.Keys[0], x.ScoreStride, ref x.Scores[0], x.ScoreStride, x.Rows, headWidth, x.ScoreStride);
        for (int row = 0; row < x.Rows; row++)
            Softmax.Apply(x.Scores.AsSpan(row * x.ScoreStride, x.ScoreStride), Math.Min(row + 1, x.Seen));
        for (int row = 0; row < x.Rows; row += MatrixProduct.RowTile)
            MatrixProduct.Add(ref x.Scores[row * x.ScoreStride], x.ScoreStride, 1, ref x.Projected[2 * _width + offset], stride, ref x.Merged[row * _width + offset], _width,
                MatrixProduct.RowTile, Math.Min(row + MatrixProduct.RowTile, x.Seen), headWidth);
    }
}
