namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// Weighted per-decision importance sampling: V = sum over t of gamma^t (sum over i of w_it r_it) / (sum over i of w_it)
/// (Precup, Sutton and Singh, ICML 2000, section 3; in this consistent form Thomas, "Safe reinforcement learning", 2015, section 3.9).
/// </summary>
public sealed class WeightedPerDecisionImportanceSampling(LoggedEpisodes episodes, ImportanceWeights weights) : IOffPolicyEstimator
{
    private readonly StepwiseAverages _rewards = new(episodes, weights, lag: 0, (_, step) => episodes.Rewards[step]);

    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts) => _rewards.Sum(counts);
}
