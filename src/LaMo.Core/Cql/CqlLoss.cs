using static TorchSharp.torch;

namespace LaMo.Core.Cql;

/// <summary>
/// The conservative penalty of CQL(H) (arXiv 2006.04779, equation 4): how far the soft maximum of the values over all actions lies above the value of the recorded action,
/// E [T log sum_a exp(Q(s, a) / T) - Q(s, a_data)].
/// </summary>
internal static class CqlLoss
{
    /// <summary>The penalty where the sum over continuous actions is estimated by importance sampling (appendix F).</summary>
    /// <param name="sampled">Q_i(s, a_j) of the sampled actions j, <c>[critic, row, sample]</c>.</param>
    /// <param name="logDensities">The logarithms of the densities that the actions were sampled from, <c>[row, sample]</c>.</param>
    /// <param name="recorded">Q_i(s, a_data), <c>[critic, row]</c>.</param>
    /// <param name="temperature">T.</param>
    /// <returns>The penalty of each critic, <c>[critic]</c>.</returns>
    public static Tensor Continuous(Tensor sampled, Tensor logDensities, Tensor recorded, double temperature) =>
        (((sampled - logDensities) / temperature).logsumexp(-1) * temperature - recorded).mean([-1]);

    /// <summary>The penalty where the actions are counted.</summary>
    /// <param name="values">Q(s, ·), <c>[row, action]</c>.</param>
    /// <param name="recorded">Q(s, a_data), <c>[row]</c>.</param>
    /// <param name="temperature">T.</param>
    public static Tensor Discrete(Tensor values, Tensor recorded, double temperature) =>
        ((values / temperature).logsumexp(-1) * temperature - recorded).mean();
}
