using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>One of GPT-2's blocks in training, a window at a time: <see cref="Gpt2Block"/> and its gradient.</summary>
internal sealed class TrainedBlock
{
    private readonly Gpt2Config _config;
    private readonly bool _isLast;
    private readonly int _width;
    private readonly int _headWidth;
    private readonly TrainedNorm _attentionNorm;
    private readonly TrainedNorm _feedForwardNorm;
    private readonly TrainedLinear _queries;
    private readonly TrainedLinear _keys;
    private readonly TrainedLinear _values;
    private readonly TrainedLinear _attentionOutput;
    private readonly TrainedLinear _expand;
    private readonly TrainedLinear _contract;
    private readonly TrainedLora? _lora;

    /// <param name="config">The network's shape.</param>
    /// <param name="lora">LoRA's, if it has it.</param>
    /// <param name="isLast">Whether it goes on with the s_t tokens alone.</param>
    /// <param name="layers">What makes layers of parameters.</param>
    /// <param name="name">What its parameters' names begin with.</param>
    public TrainedBlock(Gpt2Config config, LoraConfig? lora, bool isLast, TrainedLayers layers, string name)
    {
        (_config, _isLast, _width, _headWidth) = (config, isLast, config.Width, config.Width / config.Heads);
        _attentionNorm = layers.Norm($"{name}.ln_1", config.LayerNormEpsilon);
        _feedForwardNorm = layers.Norm($"{name}.ln_2", config.LayerNormEpsilon);
        _queries = layers.Projection($"{name}.attn.c_attn", 0, _width);
        _keys = layers.Projection($"{name}.attn.c_attn", _width, _width);
        _values = layers.Projection($"{name}.attn.c_attn", 2 * _width, _width);
        _attentionOutput = layers.Projection($"{name}.attn.c_proj", 0, _width);
        _expand = layers.Projection($"{name}.mlp.c_fc", 0, 4 * _width);
        _contract = layers.Projection($"{name}.mlp.c_proj", 0, _width);
        _lora = lora is null ? null : layers.Lora($"{name}.attn.c_attn", lora);
    }

    /// <summary>Transforms a window.</summary>
    /// <param name="record">The window, whose <see cref="BlockRecord.Input"/> is set.</param>
    /// <param name="steps">The number of its steps.</param>
    /// <param name="output">The residual stream on exit, <c>[query, d]</c>.</param>
    /// <param name="scratch">The thread's.</param>
    /// <param name="dropout">The window's.</param>
    public void Forward(BlockRecord record, int steps, float[] output, BlockScratch scratch, DropoutGenerator dropout)
    {
        int tokens = 3 * steps, rows = MatrixProduct.RoundUp(tokens), queries = _isLast ? MatrixProduct.RoundUp(steps) : rows;
        _attentionNorm.Forward(record.Input.AsSpan(0, rows * _width), record.Normalized);
        if (_isLast)
            Gather(record.Normalized, record.QueryInput, steps, queries);
        _queries.Forward(record.QueryInput, record.Queries, queries);
        _keys.Forward(record.Normalized, record.Keys, rows);
        _values.Forward(record.Normalized, record.Values, rows);
        if (_lora != null)
        {
            Drop(record.Normalized, record.LoraMask, _lora.Dropout, record.LoraInput, rows * _width, dropout);
            _lora.Reduce(record.LoraInput, record.AllReduced, rows);
            for (int third = 0; third < 3; third++)
            {
                int count = third == 0 ? queries : rows;
                TakeThird(record, third, _lora.Rank, steps, count);
                _lora.Expand(third, record.Reduced[third], third switch { 0 => record.Queries, 1 => record.Keys, _ => record.Values }, count);
            }
        }
        Pointwise.Scale(record.Queries.AsSpan(0, queries * _width), 1 / MathF.Sqrt(_headWidth));

        dropout.Fill(record.WeightMask.AsSpan(0, _config.Heads * queries * record.ScoreStride), _config.AttentionDropout);
        for (int head = 0; head < _config.Heads; head++)
            Attend(record, head, tokens, queries, scratch);

        _attentionOutput.Forward(record.Merged, scratch.Output, queries);
        dropout.Fill(record.AttentionMask.AsSpan(0, queries * _width), _config.ResidualDropout);
        if (_isLast)
            Gather(record.Input, record.Attended, steps, queries);
        else
            record.Input.AsSpan(0, queries * _width).CopyTo(record.Attended);
        Pointwise.AddProduct(record.Attended.AsSpan(0, queries * _width), scratch.Output, record.AttentionMask);

        _feedForwardNorm.Forward(record.Attended.AsSpan(0, queries * _width), record.AttendedNormalized);
        _expand.Forward(record.AttendedNormalized, scratch.Inner, queries);
        Activate(scratch.Inner.AsSpan(0, queries * 4 * _width), record.Inner, record.Slope);
        _contract.Forward(record.Inner, scratch.Output, queries);
        dropout.Fill(record.FeedForwardMask.AsSpan(0, queries * _width), _config.ResidualDropout);
        record.Attended.AsSpan(0, queries * _width).CopyTo(output);
        Pointwise.AddProduct(output.AsSpan(0, queries * _width), scratch.Output, record.FeedForwardMask);
    }

    /// <summary>Takes the gradient back through a window.</summary>
    /// <param name="record">The window after <see cref="Forward"/>.</param>
    /// <param name="steps">The number of its steps.</param>
    /// <param name="gradient">The gradient on exit, <c>[query, d]</c>, 0 for padding; replaced by that on entry, <c>[token, d]</c>.</param>
    /// <param name="scratch">The thread's.</param>
    /// <param name="thread">The thread.</param>
    public void Backward(BlockRecord record, int steps, float[] gradient, BlockScratch scratch, int thread)
    {
        int tokens = 3 * steps, rows = MatrixProduct.RoundUp(tokens), queries = _isLast ? MatrixProduct.RoundUp(steps) : rows, size = queries * _width;
        float[] attended = scratch.AttendedGradient, branch = scratch.Gradient, inner = scratch.Inner;
        gradient.AsSpan(0, size).CopyTo(attended);
        Pointwise.Multiply(branch.AsSpan(0, size), gradient, record.FeedForwardMask);
        _contract.Backward<Product>(record.Inner, branch, inner, queries, thread);
        Pointwise.Multiply(inner.AsSpan(0, 4 * size), inner, record.Slope);
        _expand.Backward<Product>(record.AttendedNormalized, inner, branch, queries, thread);
        _feedForwardNorm.Backward(record.Attended.AsSpan(0, size), branch, attended, thread);

        Pointwise.Multiply(branch.AsSpan(0, size), attended, record.AttentionMask);
        float[] merged = scratch.Output;
        _attentionOutput.Backward<Product>(record.Merged, branch, merged, queries, thread);
        for (int head = 0; head < _config.Heads; head++)
            AttendBack(record, head, tokens, queries, merged, scratch);
        Pointwise.Scale(scratch.Queries.AsSpan(0, size), 1 / MathF.Sqrt(_headWidth));

        float[] normalized = scratch.InputGradient;
        _keys.Backward<Product>(record.Normalized, scratch.Keys, normalized, rows, thread);
        _values.Backward<Added>(record.Normalized, scratch.Values, normalized, rows, thread);
        if (_isLast)
        {
            _queries.Backward<Product>(record.QueryInput, scratch.Queries, branch, queries, thread);
            Scatter(branch, normalized, steps);
        }
        else
            _queries.Backward<Added>(record.QueryInput, scratch.Queries, normalized, queries, thread);
        if (_lora != null)
            LoraBack(record, steps, rows, queries, normalized, scratch, thread);

        if (_isLast)
        {
            gradient.AsSpan(0, rows * _width).Clear();
            Scatter(attended, gradient, steps);
        }
        else
            attended.AsSpan(0, size).CopyTo(gradient);
        _attentionNorm.Backward(record.Input.AsSpan(0, rows * _width), normalized, gradient, thread);
    }

    private void Attend(BlockRecord record, int head, int tokens, int queries, BlockScratch scratch)
    {
        int stride = record.ScoreStride, offset = head * _headWidth;
        Span<float> weights = record.Weights.AsSpan(head * queries * stride, queries * stride);
        Transposition.Apply(ref record.Keys[offset], _width, ref scratch.Turned[0], stride, tokens, _headWidth);
        MatrixProduct.Set(ref record.Queries[offset], _width, 1, ref scratch.Turned[0], stride, ref weights[0], stride, queries, _headWidth, stride);
        for (int query = 0; query < queries; query++)
            Softmax.Apply(weights.Slice(query * stride, stride), Math.Min(TokenOf(query) + 1, tokens));
        Pointwise.Multiply(scratch.Masked.AsSpan(0, queries * stride), weights, record.WeightMask.AsSpan(head * queries * stride));
        MatrixProduct.Set(ref scratch.Masked[0], stride, 1, ref record.Values[offset], _width, ref record.Merged[offset], _width, queries, tokens, _headWidth);
    }

    private void AttendBack(BlockRecord record, int head, int tokens, int queries, float[] merged, BlockScratch scratch)
    {
        int stride = record.ScoreStride, offset = head * _headWidth, rows = MatrixProduct.RoundUp(tokens);
        ReadOnlySpan<float> weights = record.Weights.AsSpan(head * queries * stride, queries * stride), mask = record.WeightMask.AsSpan(head * queries * stride, queries * stride);
        Span<float> scores = scratch.Scores.AsSpan(0, queries * stride), masked = scratch.Masked.AsSpan(0, queries * stride);
        Transposition.Apply(ref record.Values[offset], _width, ref scratch.Turned[0], stride, tokens, _headWidth);
        MatrixProduct.Set(ref merged[offset], _width, 1, ref scratch.Turned[0], stride, ref scores[0], stride, queries, _headWidth, stride);
        Pointwise.Multiply(masked, weights, mask);
        MatrixProduct.Set(ref masked[0], 1, stride, ref merged[offset], _width, ref scratch.Values[offset], _width, rows, queries, _headWidth);
        Pointwise.Multiply(scores, scores, mask);
        for (int query = 0; query < queries; query++)
            Softmax.Differentiate(weights.Slice(query * stride, stride), scores.Slice(query * stride, stride));
        MatrixProduct.Set(ref scores[0], stride, 1, ref record.Keys[offset], _width, ref scratch.Queries[offset], _width, queries, tokens, _headWidth);
        MatrixProduct.Set(ref scores[0], 1, stride, ref record.Queries[offset], _width, ref scratch.Keys[offset], _width, rows, queries, _headWidth);
    }

    private void LoraBack(BlockRecord record, int steps, int rows, int queries, float[] normalized, BlockScratch scratch, int thread)
    {
        int rank = _lora!.Rank;
        scratch.AllReduced.AsSpan(0, rows * 3 * rank).Clear();
        for (int third = 0; third < 3; third++)
        {
            int count = third == 0 ? queries : rows;
            _lora.ExpandBack(third, record.Reduced[third], third switch { 0 => scratch.Queries, 1 => scratch.Keys, _ => scratch.Values }, scratch.Reduced, count, thread);
            bool selected = third == 0 && _isLast;
            for (int row = 0; row < (selected ? steps : rows); row++)
                scratch.Reduced.AsSpan(row * rank, rank).CopyTo(scratch.AllReduced.AsSpan(((selected ? TokenOf(row) : row) * 3 + third) * rank));
        }
        _lora.ReduceBack(record.LoraInput, scratch.AllReduced, scratch.Gradient, rows, thread);
        Pointwise.AddProduct(normalized.AsSpan(0, rows * _width), scratch.Gradient, record.LoraMask);
    }

    /// <summary>The token that a query belongs to.</summary>
    private int TokenOf(int query) => _isLast ? 3 * query + 1 : query;

    private void TakeThird(BlockRecord record, int third, int rank, int steps, int count)
    {
        float[] part = record.Reduced[third];
        bool selected = third == 0 && _isLast;
        for (int row = 0; row < count; row++)
            if (selected && row >= steps)
                part.AsSpan(row * rank, rank).Clear();
            else
                record.AllReduced.AsSpan(((selected ? TokenOf(row) : row) * 3 + third) * rank, rank).CopyTo(part.AsSpan(row * rank));
    }

    private void Activate(Span<float> inner, Span<float> value, Span<float> slope)
    {
        if (_config.Activation == Gpt2Activation.Relu)
            Pointwise.Rectify(inner, value, slope);
        else
            GeluNew.Differentiate(inner, value, slope);
    }

    private static void Drop(float[] x, float[] mask, double rate, float[] dropped, int count, DropoutGenerator dropout)
    {
        dropout.Fill(mask.AsSpan(0, count), rate);
        Pointwise.Multiply(dropped.AsSpan(0, count), x, mask);
    }

    /// <summary>The rows of s_t tokens, and 0 for what fills up the tile.</summary>
    private void Gather(float[] tokens, float[] rows, int steps, int count)
    {
        for (int step = 0; step < steps; step++)
            tokens.AsSpan(TokenOf(step) * _width, _width).CopyTo(rows.AsSpan(step * _width));
        rows.AsSpan(steps * _width, (count - steps) * _width).Clear();
    }

    /// <summary>Adds to the rows of s_t tokens.</summary>
    private void Scatter(float[] rows, float[] tokens, int steps)
    {
        for (int step = 0; step < steps; step++)
            Pointwise.Add(tokens.AsSpan(TokenOf(step) * _width, _width), rows.AsSpan(step * _width, _width));
    }
}
