using static TorchSharp.torch;

namespace LaMo.Core.Td3Bc;

/// <summary>The actor's loss of TD3+BC (arXiv 2106.06860, equations 3 and 5); the critics' is a temporal difference.</summary>
internal static class Td3BcLoss
{
    /// <summary>E [-lambda Q(s, pi(s)) + |pi(s) - a|^2 / actionSize], where lambda = alpha / E |Q(s, pi(s))| is not differentiated.</summary>
    /// <param name="values">Q(s, pi(s)), <c>[row]</c>.</param>
    /// <param name="predicted">pi(s), <c>[row, actionSize]</c>.</param>
    /// <param name="actions">a, <c>[row, actionSize]</c>.</param>
    /// <param name="alpha">The weight of the value.</param>
    public static Tensor Actor(Tensor values, Tensor predicted, Tensor actions, double alpha)
    {
        Tensor lambda = alpha / values.detach().abs().mean();
        return nn.functional.mse_loss(predicted, actions) - lambda * values.mean();
    }
}
