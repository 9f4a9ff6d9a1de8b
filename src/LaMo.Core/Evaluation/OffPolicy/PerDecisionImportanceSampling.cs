namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// Per-decision importance sampling: V = 1/n sum over i, t of gamma^t w_it r_it, each reward weighted by the decisions before it alone
/// (Precup, Sutton and Singh, ICML 2000, section 3). Unbiased if the behaviour probabilities are the true ones.
/// </summary>
public sealed class PerDecisionImportanceSampling(LoggedEpisodes episodes, ImportanceWeights weights) : IOffPolicyEstimator
{
    private readonly EpisodeAverage _average = new([.. Enumerable.Range(0, episodes.Count).Select(episode => WeightedReturn(episodes, weights, episode))]);

    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts) => _average.Estimate(counts);

    private static double WeightedReturn(LoggedEpisodes episodes, ImportanceWeights weights, int episode)
    {
        double sum = 0, discount = 1;
        for (int t = 0; t < episodes.Length(episode); t++, discount *= episodes.Discount)
            sum += discount * Math.Exp(weights.Log(episode, t)) * episodes.Rewards[episodes.Start(episode) + t];
        return sum;
    }
}
