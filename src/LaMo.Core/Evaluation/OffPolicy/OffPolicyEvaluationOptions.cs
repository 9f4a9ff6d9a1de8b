namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>How <see cref="OffPolicyEvaluation"/> estimates.</summary>
public sealed record OffPolicyEvaluationOptions
{
    /// <summary>How often an interval is to cover the true value, in (0, 1). The default value is 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>The number of resamples of the episodes for an interval. The default value is 1000.</summary>
    public int BootstrapSamples { get; init; } = 1000;

    /// <summary>The networks of fitted Q evaluation; <see langword="null"/> for a value that is linear in the state, or tabular if states are one-hot. The default value is not <see langword="null"/>.</summary>
    public NeuralFittedQOptions? Network { get; init; } = new();
}
