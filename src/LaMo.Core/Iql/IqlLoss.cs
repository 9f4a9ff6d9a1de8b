using static TorchSharp.torch;

namespace LaMo.Core.Iql;

/// <summary>The losses of implicit Q-learning (arXiv 2110.06169, equations 5 and 7); that of the critics, equation 6, is a temporal difference.</summary>
internal static class IqlLoss
{
    /// <summary>E L_tau(Q(s, a) - V(s)), where L_tau(u) = |tau - 1(u &lt; 0)| u^2.</summary>
    /// <param name="advantages">Q(s, a) - V(s), <c>[row]</c>.</param>
    /// <param name="expectile">tau.</param>
    public static Tensor Value(Tensor advantages, double expectile)
    {
        Tensor weights = (expectile - advantages.detach().lt(0).to(advantages.dtype)).abs();
        return (weights * advantages.square()).mean();
    }

    /// <summary>-E exp(beta (Q(s, a) - V(s))) log pi(a | s), the weight cut off and not differentiated.</summary>
    /// <param name="advantages">Q(s, a) - V(s), <c>[row]</c>.</param>
    /// <param name="logDensity">log pi(a | s), <c>[row]</c>.</param>
    /// <param name="inverseTemperature">beta.</param>
    /// <param name="maxWeight">What the weight is cut off at.</param>
    public static Tensor Policy(Tensor advantages, Tensor logDensity, double inverseTemperature, double maxWeight)
    {
        Tensor weights = (advantages.detach() * inverseTemperature).exp().clamp(max: maxWeight);
        return -(weights * logDensity).mean();
    }
}
