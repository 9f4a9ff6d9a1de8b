namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>An estimator that is the mean of one value per episode, such as the mean return of the data.</summary>
/// <param name="values">The episodes' values.</param>
public sealed class EpisodeAverage(IReadOnlyList<double> values) : IOffPolicyEstimator
{
    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        int count = 0;
        for (int episode = 0; episode < counts.Length; episode++)
        {
            sum += counts[episode] * values[episode];
            count += counts[episode];
        }
        return sum / count;
    }
}
