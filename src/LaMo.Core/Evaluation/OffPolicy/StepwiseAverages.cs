namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>The sum over t of gamma^t (sum over i of w_it x_it) / (sum over i of w_it): quantities of steps, averaged over episodes with weights that are normalised at each step.</summary>
internal sealed class StepwiseAverages
{
    private readonly double[][] _weights;
    private readonly double[][] _terms;

    /// <param name="episodes">The episodes.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="lag">0 to weight x_t by w_t, 1 by w_(t-1).</param>
    /// <param name="quantity">x of a step, given the episode and the step among all; it is 0 after an episode's end.</param>
    public StepwiseAverages(LoggedEpisodes episodes, ImportanceWeights weights, int lag, Func<int, int, double> quantity)
    {
        _weights = new double[episodes.MaxLength][];
        _terms = new double[episodes.MaxLength][];
        double discount = 1;
        for (int t = 0; t < episodes.MaxLength; t++, discount *= episodes.Discount)
        {
            double[] weight = weights.Scaled(t - lag), term = new double[episodes.Count];
            for (int episode = 0; episode < episodes.Count; episode++)
                if (t < episodes.Length(episode))
                    term[episode] = discount * weight[episode] * quantity(episode, episodes.Start(episode) + t);
            (_weights[t], _terms[t]) = (weight, term);
        }
    }

    public double Sum(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        for (int t = 0; t < _weights.Length; t++)
            sum += Dot(counts, _terms[t]) / Dot(counts, _weights[t]);
        return sum;
    }

    private static double Dot(ReadOnlySpan<int> counts, double[] values)
    {
        double sum = 0;
        for (int i = 0; i < counts.Length; i++)
            sum += counts[i] * values[i];
        return sum;
    }
}
