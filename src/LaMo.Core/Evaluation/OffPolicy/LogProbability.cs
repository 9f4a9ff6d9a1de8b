namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Logarithms of the probability, or density, of an action.</summary>
internal static class LogProbability
{
    /// <param name="action">1 at the action's index, 0 elsewhere.</param>
    /// <param name="probabilities">The actions' probabilities.</param>
    public static double Discrete(ReadOnlySpan<float> action, ReadOnlySpan<float> probabilities) => Math.Log(probabilities[action.IndexOf(1f)]);

    /// <param name="action">The action.</param>
    /// <param name="mean">The mean of a Gaussian with independent dimensions.</param>
    /// <param name="deviations">Its standard deviations.</param>
    public static double Gaussian(ReadOnlySpan<float> action, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviations)
    {
        double sum = 0;
        for (int i = 0; i < action.Length; i++)
        {
            double deviation = ((double)action[i] - mean[i]) / deviations[i];
            sum -= 0.5 * deviation * deviation + Math.Log(deviations[i]) + 0.5 * Math.Log(2 * Math.PI);
        }
        return sum;
    }
}
