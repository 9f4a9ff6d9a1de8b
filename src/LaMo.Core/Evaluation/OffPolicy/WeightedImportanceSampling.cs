namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// Weighted importance sampling of whole episodes: V = (sum over i of w_i G_i) / (sum over i of w_i), with the return G_i and the weight w_i of episode i
/// (Precup, Sutton and Singh, "Eligibility traces for off-policy policy evaluation", ICML 2000, section 2). Biased, but consistent and of bounded range.
/// </summary>
public sealed class WeightedImportanceSampling : IOffPolicyEstimator
{
    private readonly double[] _weights;
    private readonly double[] _returns;

    /// <summary>Prepares the estimate.</summary>
    public WeightedImportanceSampling(LoggedEpisodes episodes, ImportanceWeights weights)
    {
        _weights = weights.ScaledOfEpisodes();
        _returns = [.. Enumerable.Range(0, episodes.Count).Select(episodes.Return)];
    }

    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts)
    {
        double weighted = 0, total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            weighted += counts[i] * _weights[i] * _returns[i];
            total += counts[i] * _weights[i];
        }
        return weighted / total;
    }
}
