namespace LaMo.Core.Evaluation.Aggregates;

/// <summary>
/// Scores of a few runs on each of several tasks in one figure, with stratified bootstrap intervals (Agarwal et al., Deep Reinforcement Learning at the Edge of the Statistical
/// Precipice, arXiv 2108.13264, section 4).
/// </summary>
/// <param name="seed">What the resamples are drawn by. The default value is 0.</param>
/// <param name="resamples">The number of resamples. The default value is 2000.</param>
/// <param name="confidence">The share of them that an interval holds, in (0, 1). The default value is 0.95.</param>
public sealed class AggregateScores(int seed = 0, int resamples = 2000, double confidence = 0.95)
{
    /// <summary>The mean of the middle half of all scores: a quarter of them, rounded down, is left out at either end.</summary>
    /// <param name="scores">The scores of each task's runs.</param>
    /// <exception cref="ArgumentException">There is no task, or a task without run.</exception>
    public Estimate InterquartileMean(IReadOnlyList<IReadOnlyList<double>> scores) => Bootstrap([.. scores], resampled => Middle(resampled.SelectMany(runs => runs)));

    /// <summary>The mean of all scores, each task weighing the same.</summary>
    /// <inheritdoc cref="InterquartileMean" path="/param|/exception"/>
    public Estimate Mean(IReadOnlyList<IReadOnlyList<double>> scores) => Bootstrap([.. scores], resampled => resampled.Average(runs => runs.Average()));

    /// <summary>
    /// How probable it is that a run of one algorithm scores higher than one of another on a task chosen at random: the mean over tasks of the share of pairs of runs in which it
    /// does, where equal scores count half (the statistic of Mann and Whitney).
    /// </summary>
    /// <param name="scores">The one algorithm's scores of each task's runs.</param>
    /// <param name="others">The other's, of the same tasks.</param>
    /// <exception cref="ArgumentException">There is no task, a task without run, or the numbers of tasks differ.</exception>
    public Estimate ProbabilityOfImprovement(IReadOnlyList<IReadOnlyList<double>> scores, IReadOnlyList<IReadOnlyList<double>> others)
    {
        if (scores.Count != others.Count)
            throw new ArgumentException($"There are scores of {scores.Count} tasks and of {others.Count}.", nameof(others));
        return Bootstrap([.. scores, .. others], resampled => resampled.Take(scores.Count).Zip(resampled.Skip(scores.Count), Superiority).Average());
    }

    private static double Middle(IEnumerable<double> scores)
    {
        double[] sorted = [.. scores.Order()];
        int cut = sorted.Length / 4;
        return sorted[cut..^cut].Average();
    }

    private static double Superiority(double[] scores, double[] others) =>
        scores.Average(score => others.Average(other => score > other ? 1 : score == other ? 0.5 : 0));

    /// <summary>The statistic, and the percentiles of it when each stratum's runs are drawn again with replacement.</summary>
    private Estimate Bootstrap(IReadOnlyList<double>[] strata, Func<double[][], double> statistic)
    {
        if (strata.Length == 0 || strata.Any(runs => runs.Count == 0))
            throw new ArgumentException("Each task needs at least one score, and there must be a task.", nameof(strata));
        var random = new SplitMix64(seed);
        double[] statistics = new double[resamples];
        for (int i = 0; i < resamples; i++)
            statistics[i] = statistic([.. strata.Select(runs => runs.Select(_ => runs[random.Next(runs.Count)]).ToArray())]);
        Array.Sort(statistics);
        return new Estimate(statistic([.. strata.Select(runs => runs.ToArray())]), Quantile(statistics, (1 - confidence) / 2), Quantile(statistics, (1 + confidence) / 2));
    }

    /// <summary>A quantile of sorted values, between two of them by linear interpolation.</summary>
    private static double Quantile(double[] sorted, double quantile)
    {
        double position = quantile * (sorted.Length - 1);
        int below = (int)position;
        return below + 1 == sorted.Length ? sorted[below] : double.Lerp(sorted[below], sorted[below + 1], position - below);
    }
}
