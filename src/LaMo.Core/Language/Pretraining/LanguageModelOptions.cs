using LaMo.Core.Networks;

namespace LaMo.Core.Language.Pretraining;

/// <summary>A GPT-2 language model and how it is trained: AdamW, linear warm-up, then a cosine down to a tenth of the learning rate.</summary>
public sealed record LanguageModelOptions
{
    /// <summary>The model. Its vocabulary size follows from the vocabulary. The default value has 4 layers, 4 heads, 128 values, 512 positions and no dropout.</summary>
    public Gpt2Config Model { get; init; } = new() { Positions = 512, ResidualDropout = 0, EmbeddingDropout = 0, AttentionDropout = 0 };

    /// <summary>The number of optimiser steps. The default value is 10 000.</summary>
    public int Steps { get; init; } = 10_000;

    /// <summary>When set, training ends after this many steps of a schedule made for <see cref="Steps"/>: LaMo's early-stopped language model. The default value is <see langword="null"/>.</summary>
    public int? EarlyStopSteps { get; init; }

    /// <summary>When set, training ends after this time. The default value is <see langword="null"/>.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The texts of a batch, each as long as the model's position table. The default value is 8.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>The highest learning rate. The default value is 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The steps over which the learning rate rises from 0. The default value is 100.</summary>
    public int WarmupSteps { get; init; } = 100;

    /// <summary>The decay of matrices; biases and layer norms have none. The default value is 0.1.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>The norm that the gradient is clipped to. The default value is 1.</summary>
    public double GradientClipNorm { get; init; } = 1;

    /// <summary>The share of the corpus, from its end, that is not trained on. The default value is 0.01.</summary>
    public double ValidationShare { get; init; } = 0.01;

    /// <summary>How often the validation loss is found, the model saved if it is the best so far, and the training state saved. The default value is 500.</summary>
    public int StepsPerValidation { get; init; } = 500;

    /// <summary>When set, training ends after this many validations in a row without a better one. The default value is <see langword="null"/>.</summary>
    public int? Patience { get; init; }

    /// <summary>Whether the tokens of each text are shuffled: LaMo's language model without syntax. The default value is <see langword="false"/>.</summary>
    public bool ShuffleTokens { get; init; }

    /// <summary>What all randomness follows from. The default value is 0.</summary>
    public int Seed { get; init; }

    /// <summary>The steps that are really made.</summary>
    internal int LastStep => Math.Min(Steps, EarlyStopSteps ?? Steps);

    /// <exception cref="ArgumentException">An option is outside its range; the message names it.</exception>
    internal void Validate()
    {
        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)
            [
                (nameof(Model.Layers), Model.Layers), (nameof(Model.Heads), Model.Heads), (nameof(Model.Width), Model.Width), (nameof(Model.Positions), Model.Positions),
                (nameof(BatchSize), BatchSize), (nameof(StepsPerValidation), StepsPerValidation), (nameof(Patience), Patience ?? 1),
            ])
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)[(nameof(Steps), Steps), (nameof(WarmupSteps), WarmupSteps), (nameof(EarlyStopSteps), EarlyStopSteps ?? 0)])
            ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)
            [
                (nameof(LearningRate), LearningRate), (nameof(GradientClipNorm), GradientClipNorm), (nameof(Model.LayerNormEpsilon), Model.LayerNormEpsilon),
            ])
            if (!double.IsFinite(value) || value <= 0)
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite.");
        foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)[(nameof(WeightDecay), WeightDecay), (nameof(Model.InitializerRange), Model.InitializerRange)])
            if (!double.IsFinite(value) || value < 0)
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");
        foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)
            [
                (nameof(Model.ResidualDropout), Model.ResidualDropout), (nameof(Model.EmbeddingDropout), Model.EmbeddingDropout), (nameof(Model.AttentionDropout), Model.AttentionDropout),
            ])
            if (!(value is >= 0 and < 1))
                throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in [0, 1).");
        if (!(ValidationShare is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(ValidationShare), ValidationShare, "ValidationShare must lie between 0 and 1.");
        if (TimeLimit <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(TimeLimit), TimeLimit, "TimeLimit must be positive.");
        if (Model.Width % Model.Heads != 0)
            throw new ArgumentException($"The model width {Model.Width} is not a multiple of the {Model.Heads} attention heads.");
    }
}
