using LaMo.Core.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Cql;

/// <summary>
/// The second weight on CQL's penalty that is tuned by dual descent (arXiv 2006.04779, equation 30): it grows while the penalty is above a threshold, and falls below it.
/// </summary>
internal sealed class PenaltyWeight(Parameter logWeight, AdamDescent optimizer, double threshold)
{
    private const double MaxWeight = 1e6;

    /// <summary>Weighs a penalty and tunes the weight.</summary>
    /// <param name="penalties">The penalties of the critics, weighted by alpha, <c>[critic]</c>.</param>
    /// <param name="alpha">The fixed weight.</param>
    /// <returns>What the critics are to be pressed down by, a scalar.</returns>
    public Tensor Apply(Tensor penalties, double alpha)
    {
        Tensor excess = (penalties - threshold) * alpha;
        Tensor weight = logWeight.exp().clamp(0, MaxWeight);
        optimizer.Step(-(weight * excess.detach()).mean());
        return (weight.detach() * excess).sum();
    }
}
