namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>What the return of a policy would be, estimated in several ways from episodes that another policy logged. Where they disagree beyond their intervals, trust none.</summary>
public sealed class OffPolicyEstimates
{
    internal OffPolicyEstimates()
    {
    }

    /// <summary>The mean discounted return of the logged episodes: how the behaviour policy did.</summary>
    public required OffPolicyEstimate LoggedReturn { get; init; }

    /// <summary>Fitted Q evaluation: <see cref="LinearFittedQ"/> or <see cref="NeuralFittedQ"/>.</summary>
    public required OffPolicyEstimate FittedQEvaluation { get; init; }

    /// <inheritdoc cref="OffPolicy.WeightedImportanceSampling"/>
    public required OffPolicyEstimate WeightedImportanceSampling { get; init; }

    /// <inheritdoc cref="OffPolicy.PerDecisionImportanceSampling"/>
    public required OffPolicyEstimate PerDecisionImportanceSampling { get; init; }

    /// <inheritdoc cref="OffPolicy.WeightedPerDecisionImportanceSampling"/>
    public required OffPolicyEstimate WeightedPerDecisionImportanceSampling { get; init; }

    /// <inheritdoc cref="OffPolicy.DoublyRobust"/>
    public required OffPolicyEstimate DoublyRobust { get; init; }

    /// <inheritdoc cref="OffPolicy.WeightedDoublyRobust"/>
    public required OffPolicyEstimate WeightedDoublyRobust { get; init; }

    /// <summary>Where the probabilities come from with which the logged actions were chosen; <see langword="null"/> if they were not needed, the policy being deterministic.</summary>
    public required BehaviourSource? BehaviourSource { get; init; }

    /// <summary>All estimates.</summary>
    public IReadOnlyList<OffPolicyEstimate> All =>
        [LoggedReturn, FittedQEvaluation, WeightedImportanceSampling, PerDecisionImportanceSampling, WeightedPerDecisionImportanceSampling, DoublyRobust, WeightedDoublyRobust];
}
