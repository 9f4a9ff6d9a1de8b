namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Confidence intervals by resampling whole episodes with replacement (Efron and Tibshirani, "An introduction to the bootstrap", 1993).</summary>
/// <param name="episodeCount">The number of episodes.</param>
/// <param name="confidenceLevel">How often the interval is to cover the true value, in (0, 1).</param>
/// <param name="seed">What the resamples follow from.</param>
public sealed class EpisodeBootstrap(int episodeCount, double confidenceLevel, int seed)
{
    // Below it the tails' percentiles are hardly more than the extremes.
    private const int FewestForPercentiles = 200;

    /// <summary>Estimates from all episodes and from resamples of them.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="samples">The number of resamples.</param>
    /// <returns>The estimate and its interval; NaN where it is not defined.</returns>
    public (double Value, double Lower, double Upper) Interval(IOffPolicyEstimator estimator, int samples)
    {
        int[] counts = new int[episodeCount];
        Array.Fill(counts, 1);
        double value = estimator.Estimate(counts);
        var replicates = new List<double>(samples);
        var random = new SplitMix64(seed);
        for (int sample = 0; sample < samples; sample++)
        {
            Draw(random, counts);
            replicates.Add(estimator.Estimate(counts));
        }
        return Interval(value, replicates);
    }

    /// <summary>The interval that an estimate's replicates on resamples give: their percentiles, or, if they are few, Student's with their standard deviation.</summary>
    /// <param name="value">The estimate from all episodes.</param>
    /// <param name="replicates">The estimates from resamples; those that are not defined are left out.</param>
    public (double Value, double Lower, double Upper) Interval(double value, IEnumerable<double> replicates)
    {
        double[] sorted = [.. replicates.Where(double.IsFinite).Order()];
        double tail = (1 - confidenceLevel) / 2;
        if (!double.IsFinite(value) || sorted.Length < 2)
            return (value, double.NaN, double.NaN);
        if (sorted.Length >= FewestForPercentiles)
            return (value, Percentile(sorted, tail), Percentile(sorted, 1 - tail));
        double mean = sorted.Average();
        double deviation = Math.Sqrt(sorted.Sum(replicate => (replicate - mean) * (replicate - mean)) / (sorted.Length - 1));
        double margin = StudentQuantile.Of(1 - tail, sorted.Length - 1) * deviation;
        return (value, value - margin, value + margin);
    }

    /// <summary>Draws a resample.</summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="counts">How often each episode occurs in it.</param>
    public void Draw(SplitMix64 random, Span<int> counts)
    {
        counts.Clear();
        for (int i = 0; i < episodeCount; i++)
            counts[random.Next(episodeCount)]++;
    }

    private static double Percentile(double[] sorted, double fraction)
    {
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
