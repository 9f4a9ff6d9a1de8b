using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>What values of actions are learnt by: Q(s, a) moves towards r + discount * V(s'), without a value after a terminal step.</summary>
internal static class TemporalDifference
{
    /// <summary>r + discount * V(s').</summary>
    /// <param name="rewards"><c>[row]</c></param>
    /// <param name="continues">0 after a terminal step, else 1, <c>[row]</c>.</param>
    /// <param name="nextValues">V(s'), <c>[row]</c>.</param>
    /// <param name="discount">The discount per step.</param>
    public static Tensor Target(Tensor rewards, Tensor continues, Tensor nextValues, double discount) => addcmul(rewards, continues, nextValues, discount);

    /// <summary>sum_i E (Q_i(s, a) - target)^2, over the critics i.</summary>
    /// <param name="values">Q_i(s, a), <c>[critic, row]</c>.</param>
    /// <param name="target"><c>[row]</c></param>
    public static Tensor Loss(Tensor values, Tensor target) => (values - target).square().sum() / target.shape[0];
}
