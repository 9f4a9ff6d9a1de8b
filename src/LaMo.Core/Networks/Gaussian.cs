using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>Normal distributions of independent values, as they are or squashed by tanh (Haarnoja et al., arXiv 1801.01290, appendix C).</summary>
internal static class Gaussian
{
    private static readonly double _logRoot2Pi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>The logarithm of the density of points.</summary>
    /// <param name="points"><c>[…, actionSize]</c></param>
    /// <param name="means"><c>[…, actionSize]</c></param>
    /// <param name="logDeviations">The logarithms of the standard deviations, <c>[…, actionSize]</c>.</param>
    /// <returns><c>[…]</c></returns>
    public static Tensor LogDensity(Tensor points, Tensor means, Tensor logDeviations) =>
        (((points - means) * (-logDeviations).exp()).square() * -0.5 - logDeviations - _logRoot2Pi).sum([-1]);

    /// <summary>Draws tanh of normally distributed values, differentiably, and tells the logarithm of the density that they have.</summary>
    /// <param name="means"><c>[…, actionSize]</c></param>
    /// <param name="logDeviations">The logarithms of the standard deviations, <c>[…, actionSize]</c>.</param>
    /// <param name="noise">Standard normal numbers, <c>[…, actionSize]</c>.</param>
    /// <returns>The values, in (-1, 1), and the logarithm of their density, <c>[…]</c>.</returns>
    public static (Tensor Values, Tensor LogDensity) SampleTanh(Tensor means, Tensor logDeviations, Tensor noise)
    {
        Tensor points = means + logDeviations.exp() * noise;
        // log(1 - tanh(x)^2) = 2 (log 2 - x - softplus(-2 x)), which stays finite where tanh is 1.
        Tensor logSlopes = (Math.Log(2) - points - nn.functional.softplus(points * -2)) * 2;
        Tensor logDensity = (noise.square() * -0.5 - logDeviations - _logRoot2Pi - logSlopes).sum([-1]);
        return (points.tanh(), logDensity);
    }
}
