namespace LaMo.Environments.Learning;

/// <summary>How much better than expected actions turned out: generalized advantage estimation (Schulman et al., arXiv 1506.02438).</summary>
internal static class GeneralizedAdvantage
{
    /// <summary>Equation 16: A_t = sum_k (discount * decay)^k (r_{t+k} + discount * V(s_{t+k+1}) - V(s_{t+k})), up to the end of the episode or of what was played.</summary>
    /// <param name="rewards">Step after step of environments that were played side by side, <c>[step, environment]</c>.</param>
    /// <param name="values">The values of the states, as long.</param>
    /// <param name="nextValues">The values of the states that they led to, 0 where those are terminal.</param>
    /// <param name="ends">Whether the episode ended there.</param>
    /// <param name="environments">The number of environments.</param>
    /// <param name="discount">What a reward is worth one step later.</param>
    /// <param name="decay">How much less the errors of later values count, lambda.</param>
    /// <returns>The advantages, <c>[step, environment]</c>.</returns>
    public static float[] Estimate(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<float> nextValues, ReadOnlySpan<bool> ends, int environments, float discount, float decay)
    {
        var advantages = new float[rewards.Length];
        for (int i = rewards.Length - 1; i >= 0; i--)
        {
            float later = ends[i] || i + environments >= rewards.Length ? 0 : advantages[i + environments];
            advantages[i] = rewards[i] + discount * nextValues[i] - values[i] + discount * decay * later;
        }
        return advantages;
    }
}
