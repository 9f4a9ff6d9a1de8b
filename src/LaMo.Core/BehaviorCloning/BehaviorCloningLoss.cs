using static TorchSharp.torch;

namespace LaMo.Core.BehaviorCloning;

/// <summary>The losses of behaviour cloning: what the policy's distribution loses against the recorded actions, in the mean over the batch.</summary>
internal static class BehaviorCloningLoss
{
    /// <summary>E |pi(s) - a|^2 / actionSize, for continuous actions.</summary>
    /// <param name="predicted">The policy's actions, <c>[row, actionSize]</c>.</param>
    /// <param name="actions">The recorded actions, <c>[row, actionSize]</c>.</param>
    public static Tensor Continuous(Tensor predicted, Tensor actions) => nn.functional.mse_loss(predicted, actions);

    /// <summary>-E log pi(a | s), for discrete actions.</summary>
    /// <param name="logits">The policy's outputs, <c>[row, action]</c>.</param>
    /// <param name="actions">The numbers of the recorded actions, <c>[row, 1]</c>.</param>
    public static Tensor Discrete(Tensor logits, Tensor actions) => nn.functional.cross_entropy(logits, actions.squeeze(-1).to(ScalarType.Int64));
}
