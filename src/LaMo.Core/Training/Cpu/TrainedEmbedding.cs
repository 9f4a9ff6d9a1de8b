using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>The tokens R_0, s_0, a_0, R_1, … of a window in training: <see cref="DecisionTransformer.Embed"/> with the dropout that follows, and its gradient.</summary>
internal sealed class TrainedEmbedding
{
    private const int TokensPerStep = 3;
    private const double Epsilon = 1e-5;

    private readonly int _width;
    private readonly bool _normalizesBeforeTime;
    private readonly double _dropout;
    private readonly TrainedEmbedder _returns;
    // Images are embedded by libtorch.
    private readonly TrainedEmbedder? _states;
    private readonly TrainedEmbedder _actions;
    private readonly TrainedTable _times;
    private readonly TrainedNorm _norm;

    /// <param name="config">The network's shape.</param>
    /// <param name="layers">What makes layers of its parameters.</param>
    public TrainedEmbedding(DecisionTransformerConfig config, TrainedLayers layers)
    {
        (_width, _normalizesBeforeTime, _dropout) = (config.Transformer.Width, config.NormalizeBeforeTime, config.Transformer.EmbeddingDropout);
        _returns = Embedder("embed_return", isTable: false);
        _states = config.Image is null ? Embedder("embed_state", isTable: false) : null;
        _actions = Embedder("embed_action", isTable: config.ActionCount > 0);
        _times = layers.Table(config.ExtendPositions ? "transformer.wpe" : "embed_timestep", config.MaxEpisodeLength);
        _norm = layers.Norm("embed_ln", Epsilon);

        TrainedEmbedder Embedder(string name, bool isTable)
        {
            string first = config.MlpEmbedding ? $"{name}.fc1" : name;
            return new TrainedEmbedder(isTable ? layers.Table(first, config.ActionCount) : layers.Linear(first), config.MlpEmbedding ? layers.Linear($"{name}.fc2") : null);
        }
    }

    /// <summary>Embeds a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="tokens"><c>[3 step, d]</c></param>
    /// <param name="record">What the backward pass needs.</param>
    /// <param name="dropout">The window's.</param>
    public void Forward(TrainedWindow window, float[] tokens, EmbeddingRecord record, DropoutGenerator dropout)
    {
        int steps = window.Steps, size = TokensPerStep * steps * _width;
        _returns.Forward(window.ReturnsToGo, window.First, steps, record.Parts[0]);
        if (_states is null)
            window.States.AsSpan(window.First * _width, steps * _width).CopyTo(record.Parts[1].Output);
        else
            _states.Forward(window.States, window.First, steps, record.Parts[1]);
        _actions.Forward(window.Actions, window.First, steps, record.Parts[2]);
        _times.Embed(window.Timesteps, 0, steps, record.Times);

        for (int step = 0; step < steps; step++)
            for (int part = 0; part < TokensPerStep; part++)
                record.Parts[part].Output.AsSpan(step * _width, _width).CopyTo(Token(record.Embedded, step, part));
        if (!_normalizesBeforeTime)
            AddTimes(record.Embedded, record.Times, steps);
        _norm.Forward(record.Embedded.AsSpan(0, size), tokens);
        if (_normalizesBeforeTime)
            AddTimes(tokens, record.Times, steps);
        dropout.Fill(record.Mask.AsSpan(0, size), _dropout);
        Pointwise.Multiply(tokens.AsSpan(0, size), tokens, record.Mask);
    }

    /// <summary>Adds to the gradients of the parameters.</summary>
    /// <param name="window">The window.</param>
    /// <param name="gradient">The gradient of the tokens, <c>[3 step, d]</c>; it is overwritten.</param>
    /// <param name="record">What <see cref="Forward"/> kept.</param>
    /// <param name="thread">The thread that this runs on.</param>
    public void Backward(TrainedWindow window, float[] gradient, EmbeddingRecord record, int thread)
    {
        int steps = window.Steps, size = TokensPerStep * steps * _width;
        float[] embedded = record.EmbeddedGradient;
        Pointwise.Multiply(gradient.AsSpan(0, size), gradient, record.Mask);
        embedded.AsSpan(0, size).Clear();
        _norm.Backward(record.Embedded.AsSpan(0, size), gradient.AsSpan(0, size), embedded, thread);

        SumTokens(_normalizesBeforeTime ? gradient : embedded, record.Times, steps);
        _times.EmbedBack(window.Timesteps, 0, steps, record.Times, thread);
        _returns.Backward(window.ReturnsToGo, window.First, steps, record.Parts[0], Part(0), thread);
        if (_states is not null)
            _states.Backward(window.States, window.First, steps, record.Parts[1], Part(1), thread);
        else if (window.StateGradient.Length > 0)
            Part(1).AsSpan(0, steps * _width).CopyTo(window.StateGradient.AsSpan(window.First * _width));
        _actions.Backward(window.Actions, window.First, steps, record.Parts[2], Part(2), thread);

        float[] Part(int part)
        {
            for (int step = 0; step < steps; step++)
                Token(embedded, step, part).CopyTo(record.PartGradient.AsSpan(step * _width));
            return record.PartGradient;
        }
    }

    private Span<float> Token(float[] tokens, int step, int part) => tokens.AsSpan((step * TokensPerStep + part) * _width, _width);

    private void AddTimes(float[] tokens, float[] times, int steps)
    {
        for (int step = 0; step < steps; step++)
            for (int part = 0; part < TokensPerStep; part++)
                Pointwise.Add(Token(tokens, step, part), times.AsSpan(step * _width, _width));
    }

    private void SumTokens(float[] tokens, float[] sums, int steps)
    {
        sums.AsSpan(0, steps * _width).Clear();
        for (int step = 0; step < steps; step++)
            for (int part = 0; part < TokensPerStep; part++)
                Pointwise.Add(sums.AsSpan(step * _width, _width), Token(tokens, step, part));
    }
}
