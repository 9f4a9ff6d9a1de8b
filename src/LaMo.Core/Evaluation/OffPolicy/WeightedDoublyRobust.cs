namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// The weighted doubly robust estimate: V = sum over t of gamma^t sum over i of (W_it (r_it - q(s_it, a_it)) + W_i(t-1) v(s_it)), where W_it = w_it / (sum over i of w_it)
/// (Thomas and Brunskill, "Data-efficient off-policy policy evaluation for reinforcement learning", ICML 2016, section 4). Less variance than
/// <see cref="DoublyRobust"/> for some bias that vanishes as data grow. The last step of an episode that was cut counts v(s_t), as there.
/// </summary>
/// <param name="episodes">The episodes.</param>
/// <param name="weights">Their weights.</param>
/// <param name="values">A model of the policy's values, as fitted Q evaluation gives it.</param>
public sealed class WeightedDoublyRobust(LoggedEpisodes episodes, ImportanceWeights weights, ActionValues values) : IOffPolicyEstimator
{
    private readonly StepwiseAverages _corrections = new(episodes, weights, lag: 0, (episode, step) =>
        episodes.IsCut(episode) && step == episodes.End(episode) - 1 ? 0 : episodes.Rewards[step] - values.Logged[step]);

    private readonly StepwiseAverages _values = new(episodes, weights, lag: 1, (_, step) => values.Policy[step]);

    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts) => _corrections.Sum(counts) + _values.Sum(counts);
}
