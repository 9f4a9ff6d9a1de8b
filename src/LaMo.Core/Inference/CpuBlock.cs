using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>One of the blocks of a <see cref="CpuTransformer"/>, without dropout.</summary>
internal sealed class CpuBlock
{
    private readonly int _width;
    private readonly int _heads;
    private readonly Gpt2Activation _activation;
    private readonly LayerNormalization _attentionNorm;
    private readonly LayerNormalization _feedForwardNorm;
    private readonly CpuLinear _queries;
    private readonly CpuLinear _keysAndValues;
    private readonly CpuLinear _attentionOutput;
    private readonly CpuLinear _expand;
    private readonly CpuLinear _contract;

    /// <param name="config">The network's shape.</param>
    /// <param name="weight">The block's weights by Hugging Face's names.</param>
    public CpuBlock(Gpt2Config config, Func<string, Tensor> weight)
    {
        (_width, _heads, _activation) = (config.Width, config.Heads, config.Activation);
        _attentionNorm = Norm(config, weight, "ln_1");
        _feedForwardNorm = Norm(config, weight, "ln_2");
        // Scores are divided by the root of a head's width; here the queries are.
        _queries = Linear("attn.c_attn", 0, _width, 1 / MathF.Sqrt(_width / _heads));
        _keysAndValues = Linear("attn.c_attn", _width, 2 * _width);
        _attentionOutput = Linear("attn.c_proj", 0, _width);
        _expand = Linear("mlp.c_fc", 0, 4 * _width);
        _contract = Linear("mlp.c_proj", 0, _width);

        CpuLinear Linear(string name, int firstColumn, int columns, float scale = 1) =>
            new(weight($"{name}.weight"), weight($"{name}.bias"), firstColumn, columns, scale);
    }

    public static LayerNormalization Norm(Gpt2Config config, Func<string, Tensor> weight, string name) =>
        new(TensorMemory.Floats(weight($"{name}.weight")).ToArray(), TensorMemory.Floats(weight($"{name}.bias")).ToArray(), (float)config.LayerNormEpsilon);

    /// <summary>Queries, keys and values of tokens that begin here.</summary>
    /// <param name="tokens"><c>[token, d]</c>, with a tile beyond the last.</param>
    /// <param name="count">The number of tokens.</param>
    /// <param name="threads">How many threads may share the work.</param>
    /// <returns><c>[token, 3 d]</c>, with a tile beyond the last.</returns>
    public float[] Project(float[] tokens, int count, int threads)
    {
        var normalized = new float[tokens.Length];
        var projected = new float[tokens.Length * 3];
        _attentionNorm.Apply(tokens.AsSpan(0, count * _width), normalized);
        int rows = MatrixProduct.RoundUp(count);
        _queries.Apply(normalized, 0, projected, 0, 3 * _width, rows, threads);
        _keysAndValues.Apply(normalized, 0, projected, _width, 3 * _width, rows, threads);
        return projected;
    }

    /// <summary>Lets tokens attend to those before them.</summary>
    /// <param name="x">The window.</param>
    /// <param name="isProjected">Whether it has queries, keys and values already.</param>
    /// <param name="lastOnly">Whether only the last token's result is needed.</param>
    public void Attend(CpuActivations x, bool isProjected, bool lastOnly)
    {
        int first = lastOnly ? x.Seen - 1 : 0, rows = lastOnly ? MatrixProduct.RowTile : x.Rows;
        if (!isProjected)
        {
            _attentionNorm.Apply(x.Tokens.AsSpan(0, x.Rows * _width), x.Normalized);
            _queries.Apply(x.Normalized, first * _width, x.Projected, 3 * first * _width, 3 * _width, rows, x.Threads);
            _keysAndValues.Apply(x.Normalized, 0, x.Projected, _width, 3 * _width, x.Rows, x.Threads);
        }
        x.Merged.AsSpan(first * _width, rows * _width).Clear();
        for (int head = 0; head < _heads; head++)
            Attend(x, head, first, rows);
    }

    /// <summary>Adds to the residual stream what the tokens attend to, and then the feed-forward part.</summary>
    /// <param name="x">The tokens.</param>
    public void FeedForward(CpuActivations x)
    {
        _attentionOutput.AddTo(x.Merged, x.Tokens, x.Rows, x.Threads);
        _feedForwardNorm.Apply(x.Tokens.AsSpan(0, x.Rows * _width), x.Normalized);
        _expand.Apply(x.Normalized, 0, x.Inner, 0, 4 * _width, x.Rows, x.Threads);
        Span<float> inner = x.Inner.AsSpan(0, x.Rows * 4 * _width);
        if (_activation == Gpt2Activation.Relu)
            Pointwise.Rectify(inner);
        else
            GeluNew.Evaluate(inner, inner);
        _contract.AddTo(x.Inner, x.Tokens, x.Rows, x.Threads);
    }

    /// <summary>Adds what a head attends to.</summary>
    private void Attend(CpuActivations x, int head, int first, int rows)
    {
        int headWidth = _width / _heads, stride = 3 * _width, offset = head * headWidth;
        for (int token = 0; token < x.Seen; token++)
        {
            ReadOnlySpan<float> key = x.Projected.AsSpan(token * stride + _width + offset, headWidth);
            for (int i = 0; i < key.Length; i++)
                x.Keys[i * x.ScoreStride + token] = key[i];
        }
        x.Scores.AsSpan(0, rows * x.ScoreStride).Clear();
        MatrixProduct.Add(ref x.Projected[first * stride + offset], stride, 1, ref x.Keys[0], x.ScoreStride, ref x.Scores[0], x.ScoreStride, rows, headWidth, x.ScoreStride);
        for (int row = 0; row < rows; row++)
            Softmax.Apply(x.Scores.AsSpan(row * x.ScoreStride, x.ScoreStride), Math.Min(first + row + 1, x.Seen));
        for (int row = 0; row < rows; row += MatrixProduct.RowTile)
            MatrixProduct.Add(ref x.Scores[row * x.ScoreStride], x.ScoreStride, 1, ref x.Projected[2 * _width + offset], stride, ref x.Merged[(first + row) * _width + offset], _width,
                MatrixProduct.RowTile, Math.Min(first + row + MatrixProduct.RowTile, x.Seen), headWidth);
    }
}
