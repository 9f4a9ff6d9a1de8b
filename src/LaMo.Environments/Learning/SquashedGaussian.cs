using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>
/// The distribution of actions: a diagonal Gaussian passed through tanh (Haarnoja et al., "Soft actor-critic", arXiv 1801.01290, appendix C).
/// </summary>
internal static class SquashedGaussian
{
    private const double LowestLogDeviation = -20;
    private const double HighestLogDeviation = 2;

    /// <summary>The most likely actions.</summary>
    /// <param name="output">The actor's output, <c>[1, batch, 2 action]</c>: the means, then the logarithms of the standard deviations.</param>
    /// <returns><c>[batch, action]</c>.</returns>
    public static Tensor Mode(Tensor output)
    {
        long actionSize = output.shape[2] / 2;
        return output.squeeze(0).narrow(1, 0, actionSize).tanh();
    }

    /// <summary>Actions drawn from the distribution, differentiable in its parameters.</summary>
    /// <param name="output">The actor's output, <c>[1, batch, 2 action]</c>.</param>
    /// <param name="noise">Numbers from the standard normal distribution, <c>[batch, action]</c>.</param>
    /// <returns>The actions <c>[batch, action]</c> and the logarithms of their densities <c>[batch, 1]</c>.</returns>
    public static (Tensor Actions, Tensor LogDensities) Sample(Tensor output, Tensor noise)
    {
        long actionSize = noise.shape[1];
        Tensor parameters = output.squeeze(0);
        Tensor logDeviation = parameters.narrow(1, actionSize, actionSize).clamp(LowestLogDeviation, HighestLogDeviation);
        Tensor raw = parameters.narrow(1, 0, actionSize) + logDeviation.exp() * noise;

        // log(1 - tanh(u)^2) = 2 (log 2 - u - softplus(-2 u)), which keeps its precision where tanh(u) is close to 1.
        Tensor gaussian = -0.5 * noise.square() - logDeviation - 0.5 * Math.Log(2 * Math.PI);
        Tensor jacobian = 2 * (Math.Log(2) - raw - nn.functional.softplus(-2 * raw));
        return (raw.tanh(), (gaussian - jacobian).sum(1, keepdim: true));
    }
}
