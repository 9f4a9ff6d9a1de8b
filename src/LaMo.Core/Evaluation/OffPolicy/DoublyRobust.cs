namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// The doubly robust estimate: the mean over episodes of V_0, where V_t = v(s_t) + rho_t (r_t + gamma V_(t+1) - q(s_t, a_t)) and rho_t = pi(a_t | s_t) / b(a_t | s_t)
/// (Jiang and Li, "Doubly robust off-policy value evaluation for reinforcement learning", ICML 2016, equation 10). Right if either the values or the ratios are.
/// Where an episode was cut, its last step counts v(s_t): the reward that would have followed is the model's.
/// </summary>
/// <param name="episodes">The episodes.</param>
/// <param name="logRatios">ln rho_t of all steps.</param>
/// <param name="values">A model of the policy's values, as fitted Q evaluation gives it.</param>
public sealed class DoublyRobust(LoggedEpisodes episodes, IReadOnlyList<double> logRatios, ActionValues values) : IOffPolicyEstimator
{
    private readonly EpisodeAverage _average = new([.. Enumerable.Range(0, episodes.Count).Select(episode => Value(episodes, logRatios, values, episode))]);

    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts) => _average.Estimate(counts);

    private static double Value(LoggedEpisodes episodes, IReadOnlyList<double> logRatios, ActionValues values, int episode)
    {
        int last = episodes.End(episode) - 1;
        double value = episodes.IsCut(episode) ? values.Policy[last--] : 0;
        for (int t = last; t >= episodes.Start(episode); t--)
            value = values.Policy[t] + Math.Exp(logRatios[t]) * (episodes.Rewards[t] + episodes.Discount * value - values.Logged[t]);
        return value;
    }
}
