namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// How much likelier the first steps of each episode are under the target policy pi than under the behaviour policy b that logged them:
/// w_t = prod of pi(a_k | s_k) / b(a_k | s_k) over k = 0 .. t, kept as logarithms. An episode that has ended keeps its last weight.
/// </summary>
public sealed class ImportanceWeights
{
    private readonly LoggedEpisodes _episodes;
    private readonly double[] _logWeights;

    /// <summary>Multiplies the ratios up.</summary>
    /// <param name="episodes">The episodes.</param>
    /// <param name="logRatios">ln pi(a_t | s_t) - ln b(a_t | s_t) of all steps.</param>
    public ImportanceWeights(LoggedEpisodes episodes, IReadOnlyList<double> logRatios)
    {
        _episodes = episodes;
        _logWeights = new double[episodes.StepCount];
        for (int episode = 0; episode < episodes.Count; episode++)
        {
            double sum = 0;
            for (int step = episodes.Start(episode); step < episodes.End(episode); step++)
                _logWeights[step] = sum += logRatios[step];
        }
    }

    /// <summary>The number of episodes.</summary>
    public int EpisodeCount => _episodes.Count;

    /// <summary>ln w_t of an episode.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="t">The step's number within the episode; -1 for before the first, where w is 1.</param>
    public double Log(int episode, int t) => t < 0 ? 0 : _logWeights[Math.Min(_episodes.Start(episode) + t, _episodes.End(episode) - 1)];

    /// <summary>w_t of all episodes, up to a common factor that makes the largest 1.</summary>
    public double[] Scaled(int t) => Scaled([.. Enumerable.Range(0, EpisodeCount).Select(episode => Log(episode, t))]);

    /// <summary>Weights from their logarithms, up to a common factor that makes the largest 1; all 0 if they are.</summary>
    public static double[] Scaled(IReadOnlyCollection<double> logWeights)
    {
        double largest = logWeights.Max();
        return [.. logWeights.Select(log => double.IsNegativeInfinity(largest) ? 0 : Math.Exp(log - largest))];
    }

    /// <summary>The weights of whole episodes, up to a common factor.</summary>
    public double[] ScaledOfEpisodes() => Scaled(_episodes.MaxLength - 1);

    /// <summary>The effective number of whole episodes.</summary>
    public double EffectiveSampleSize() => EffectiveSampleSize(ScaledOfEpisodes());

    /// <summary>The effective number of episodes of estimators that weight each reward by its own past: the mean over t of the effective number at w_t, weighted by gamma^t.</summary>
    public double PerDecisionEffectiveSampleSize()
    {
        double sum = 0, weight = 0, discount = 1;
        for (int t = 0; t < _episodes.MaxLength; t++, discount *= _episodes.Discount)
        {
            sum += discount * EffectiveSampleSize(Scaled(t));
            weight += discount;
        }
        return sum / weight;
    }

    /// <summary>Kish's effective sample size, (sum of w)^2 / (sum of w^2): how many equally weighted samples would estimate as well. 0 if all weights are.</summary>
    public static double EffectiveSampleSize(IReadOnlyCollection<double> weights)
    {
        double sum = weights.Sum(), squares = weights.Sum(weight => weight * weight);
        return squares > 0 ? sum * sum / squares : 0;
    }
}
