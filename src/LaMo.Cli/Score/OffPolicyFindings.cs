using LaMo.Core.Evaluation.OffPolicy;

namespace LaMo.Cli.Score;

/// <summary>Off-policy estimates by their names.</summary>
/// <param name="BehaviourSource">Where the probabilities of the recorded actions come from.</param>
/// <param name="Estimates">The estimates, of discounted returns.</param>
internal sealed record OffPolicyFindings(BehaviourSource? BehaviourSource, IReadOnlyDictionary<string, OffPolicyEstimate> Estimates)
{
    public static OffPolicyFindings Of(OffPolicyEstimates estimates) => new(estimates.BehaviourSource, new Dictionary<string, OffPolicyEstimate>
    {
        ["loggedReturn"] = estimates.LoggedReturn,
        ["fittedQEvaluation"] = estimates.FittedQEvaluation,
        ["weightedImportanceSampling"] = estimates.WeightedImportanceSampling,
        ["perDecisionImportanceSampling"] = estimates.PerDecisionImportanceSampling,
        ["weightedPerDecisionImportanceSampling"] = estimates.WeightedPerDecisionImportanceSampling,
        ["doublyRobust"] = estimates.DoublyRobust,
        ["weightedDoublyRobust"] = estimates.WeightedDoublyRobust,
    });
}
