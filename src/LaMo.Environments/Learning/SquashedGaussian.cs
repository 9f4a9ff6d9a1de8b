using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>The distribution of actions that an actor's output describes: a diagonal Gaussian passed through tanh, within bounds of its width.</summary>
internal static class SquashedGaussian
{
    private const double LowestLogDeviation = -20;
    private const double HighestLogDeviation = 2;

    /// <summary>The most likely actions.</summary>
    /// <param name="output">The actor's output, <c>[batch, 2 action]</c>: the means, then the logarithms of the standard deviations.</param>
    /// <returns><c>[batch, action]</c>.</returns>
    public static Tensor Mode(Tensor output) => output.narrow(1, 0, output.shape[1] / 2).tanh();

    /// <summary>Actions drawn from the distribution, differentiable in its parameters.</summary>
    /// <param name="output">The actor's output, <c>[batch, 2 action]</c>.</param>
    /// <param name="noise">Numbers from the standard normal distribution, <c>[batch, action]</c>.</param>
    /// <returns>The actions <c>[batch, action]</c> and the logarithms of their densities <c>[batch, 1]</c>.</returns>
    public static (Tensor Actions, Tensor LogDensities) Sample(Tensor output, Tensor noise)
    {
        long actionSize = noise.shape[1];
        Tensor logDeviations = output.narrow(1, actionSize, actionSize).clamp(LowestLogDeviation, HighestLogDeviation);
        (Tensor actions, Tensor logDensities) = Gaussian.SampleTanh(output.narrow(1, 0, actionSize), logDeviations, noise);
        return (actions, logDensities.unsqueeze(1));
    }
}
