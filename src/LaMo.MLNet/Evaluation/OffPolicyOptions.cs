using LaMo.Core.Evaluation.OffPolicy;

namespace LaMo.MLNet;

/// <summary>The columns and constants of <see cref="OfflineRLCatalog.EvaluateOffPolicy"/>.</summary>
public sealed class OffPolicyOptions
{
    /// <summary>The column that tells episodes apart: a key, an integer or text. The default value is <c>EpisodeId</c>.</summary>
    public string EpisodeIdColumnName { get; set; } = "EpisodeId";

    /// <summary>The step's number within its episode, an Int32. The default value is <c>Timestep</c>.</summary>
    public string TimestepColumnName { get; set; } = "Timestep";

    /// <summary>The state, a known-size vector of Single. The default value is <c>State</c>.</summary>
    public string StateColumnName { get; set; } = "State";

    /// <summary>The logged action, a known-size vector of Single, or a key. The default value is <c>Action</c>.</summary>
    public string ActionColumnName { get; set; } = "Action";

    /// <summary>The reward, a Single. The default value is <c>Reward</c>.</summary>
    public string RewardColumnName { get; set; } = "Reward";

    /// <summary>Whether the task ended at the step, a Boolean; an episode without such a step was cut. The default value is <c>Terminal</c>.</summary>
    public string TerminalColumnName { get; set; } = "Terminal";

    /// <summary>The policy's continuous action, a vector of Single as the action is. The default value is <c>PredictedAction</c>.</summary>
    public string PredictedActionColumnName { get; set; } = "PredictedAction";

    /// <summary>The policy's probabilities of discrete actions, a vector of Single. The default value is <c>Score</c>.</summary>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>
    /// Whether the policy that is judged takes the most probable discrete action, as the online policy does by default, instead of drawing one by the probabilities, which the data cover better.
    /// The default value is <see langword="false"/>.
    /// </summary>
    public bool TakesMostProbableAction { get; set; }

    /// <summary>
    /// The probability, or for continuous actions the density, with which the logged action was chosen, a positive Single; NaN where it was not logged. The default value is
    /// <see langword="null"/>: it was not logged, and is estimated from the data.
    /// </summary>
    public string? BehaviourProbabilityColumnName { get; set; }

    /// <summary>
    /// The standard deviation of the policy's continuous action, in each dimension, around the predicted one: the policy that is judged draws its actions so. The default value is
    /// <see langword="null"/>: it does just what is predicted, and only fitted Q evaluation can judge it.
    /// </summary>
    public float? PolicyStandardDeviation { get; set; }

    /// <summary>The discount per step in (0, 1]. The default value is 0.99.</summary>
    public double Discount { get; set; } = 0.99;

    /// <inheritdoc cref="OffPolicyEvaluationOptions.ConfidenceLevel"/>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <inheritdoc cref="OffPolicyEvaluationOptions.BootstrapSamples"/>
    public int NumberOfBootstrapSamples { get; set; } = 1000;

    /// <summary>
    /// Whether fitted Q evaluation fits values that are linear in the state, which is exact for one-hot states, instead of networks. The default value is <see langword="false"/>.
    /// </summary>
    public bool LinearValues { get; set; }

    /// <inheritdoc cref="NeuralFittedQOptions.Steps"/>
    public int NumberOfSteps { get; set; } = 10_000;

    /// <inheritdoc cref="NeuralFittedQOptions.Replicates"/>
    public int NumberOfReplicates { get; set; } = 10;

    /// <inheritdoc cref="NeuralFittedQOptions.HiddenSize"/>
    public int HiddenSize { get; set; } = 64;

    /// <inheritdoc cref="NeuralFittedQOptions.BatchSize"/>
    public int BatchSize { get; set; } = 256;

    /// <inheritdoc cref="NeuralFittedQOptions.LearningRate"/>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>What resamples and networks follow from. The default value is <see langword="null"/>: a number that follows from the context's seed.</summary>
    public int? Seed { get; set; }

    /// <summary>Stops the fit of networks by an <see cref="OperationCanceledException"/>. The default value cannot be cancelled.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the exception names the option.</exception>
    internal void Validate()
    {
        foreach ((string name, string? value) in (ReadOnlySpan<(string, string?)>)
        [
            (nameof(EpisodeIdColumnName), EpisodeIdColumnName), (nameof(TimestepColumnName), TimestepColumnName), (nameof(StateColumnName), StateColumnName),
            (nameof(ActionColumnName), ActionColumnName), (nameof(RewardColumnName), RewardColumnName), (nameof(TerminalColumnName), TerminalColumnName),
            (nameof(PredictedActionColumnName), PredictedActionColumnName), (nameof(ScoreColumnName), ScoreColumnName),
        ])
            if (string.IsNullOrEmpty(value))
                throw new ArgumentOutOfRangeException(name, $"{name} must name a column.");
        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)[(nameof(NumberOfSteps), NumberOfSteps), (nameof(HiddenSize), HiddenSize), (nameof(BatchSize), BatchSize)])
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)[(nameof(NumberOfBootstrapSamples), NumberOfBootstrapSamples), (nameof(NumberOfReplicates), NumberOfReplicates)])
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, name);
        if (!(Discount is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Discount), Discount, "The discount must lie in (0, 1].");
        if (!(ConfidenceLevel is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(ConfidenceLevel), ConfidenceLevel, "The confidence level must lie between 0 and 1.");
        if (!(LearningRate > 0) || !double.IsFinite(LearningRate))
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate must be positive and finite.");
        if (PolicyStandardDeviation is float deviation && (!(deviation > 0) || !float.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(PolicyStandardDeviation), deviation, "The standard deviation must be positive and finite.");
    }

    internal OffPolicyEvaluationOptions ToEvaluationOptions() => new()
    {
        ConfidenceLevel = ConfidenceLevel,
        BootstrapSamples = NumberOfBootstrapSamples,
        Network = LinearValues ? null : new NeuralFittedQOptions
        {
            Steps = NumberOfSteps, Replicates = NumberOfReplicates, HiddenSize = HiddenSize, BatchSize = BatchSize, LearningRate = LearningRate,
        },
    };
}
