namespace LaMo.Environments.Rollouts;

/// <summary>The returns a policy reached.</summary>
/// <param name="TargetReturn">The return it was asked for.</param>
/// <param name="Returns">Each episode's return, in the task's own units.</param>
/// <param name="Lengths">Each episode's number of steps.</param>
public sealed record RolloutResult(float TargetReturn, IReadOnlyList<double> Returns, IReadOnlyList<int> Lengths)
{
    /// <summary>The mean return.</summary>
    public double Mean => Returns.Average();

    /// <summary>The standard deviation of the returns over the episodes (the population's: the squared deviations are averaged over n).</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Returns.Average(value => (value - mean) * (value - mean)));
        }
    }
}
