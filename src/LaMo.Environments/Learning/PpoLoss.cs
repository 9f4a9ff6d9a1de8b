using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>The objective of proximal policy optimization (Schulman et al., arXiv 1707.06347), for discrete actions.</summary>
internal static class PpoLoss
{
    private const double ValueWeight = 0.5;

    /// <summary>Equation 9, with its sign turned: -E[L_clip - c1 (V(s) - R)^2 + c2 H(s)].</summary>
    /// <param name="output">The network's output, <c>[batch, action count + 1]</c>: the logits of the actions, then the state's value.</param>
    /// <param name="taken">The numbers of the actions taken, <c>[batch, 1]</c>.</param>
    /// <param name="logProbabilities">The logarithms of the probabilities that they were taken with, <c>[batch, 1]</c>.</param>
    /// <param name="advantages">What they brought beyond the state's value, <c>[batch, 1]</c>.</param>
    /// <param name="returns">What the state was worth after all, <c>[batch, 1]</c>.</param>
    /// <param name="clipRange">How far from 1 the ratio of new to old probabilities still counts.</param>
    /// <param name="entropyWeight">What the entropy counts.</param>
    public static Tensor Of(Tensor output, Tensor taken, Tensor logProbabilities, Tensor advantages, Tensor returns, double clipRange, double entropyWeight)
    {
        long actions = output.shape[1] - 1;
        Tensor all = output.narrow(1, 0, actions).log_softmax(1);
        Tensor ratio = (all.gather(1, taken) - logProbabilities).exp();
        Tensor gain = (ratio * advantages).minimum(ratio.clamp(1 - clipRange, 1 + clipRange) * advantages).mean();
        Tensor valueError = (output.narrow(1, actions, 1) - returns).square().mean();
        return ValueWeight * valueError - gain - entropyWeight * Entropy(all);
    }

    /// <summary>The mean entropy of distributions.</summary>
    /// <param name="logProbabilities"><c>[batch, action count]</c></param>
    public static Tensor Entropy(Tensor logProbabilities) => -(logProbabilities.exp() * logProbabilities).sum([1]).mean();
}
