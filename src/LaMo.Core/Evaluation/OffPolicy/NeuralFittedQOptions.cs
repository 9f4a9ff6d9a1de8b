namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>How networks are fitted by <see cref="NeuralFittedQ"/>.</summary>
public sealed record NeuralFittedQOptions
{
    /// <summary>The number of networks that are fitted to resamples of the episodes, beside the one fitted to all, for the interval. The default value is 10.</summary>
    public int Replicates { get; init; } = 10;

    /// <summary>The number of optimiser steps. The default value is 10 000.</summary>
    public int Steps { get; init; } = 10_000;

    /// <summary>The width of the two hidden layers. The default value is 64.</summary>
    public int HiddenSize { get; init; } = 64;

    /// <summary>The number of transitions in a batch. The default value is 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Adam's learning rate, which falls to 0 over the second half. The default value is 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;
}
