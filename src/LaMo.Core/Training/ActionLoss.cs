using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>
/// Decision Transformer's loss over unpadded steps (arXiv 2106.01345, section 4): the squared errors of continuous actions, the cross entropy of discrete ones.
/// </summary>
internal static class ActionLoss
{
    /// <returns>The sum, a scalar; divided by the number of steps and of values of an action it is the loss.</returns>
    public static Tensor Sum(DecisionTransformer network, WindowBatch batch)
    {
        using NetworkInput input = NetworkInput.From(batch, network.Device);
        Tensor predicted = network.PredictAll(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        return Sum(network, predicted, input.Actions, input.Mask);
    }

    /// <summary>Adds the gradient of the loss to that of the network's parameters.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The windows.</param>
    /// <param name="divisor">What the sum is divided by.</param>
    /// <returns>The loss, a scalar without graph.</returns>
    public static Tensor Backward(DecisionTransformer network, WindowBatch batch, double divisor)
    {
        Tensor loss = Sum(network, batch) / divisor;
        network.Transformer.Backward(loss);
        return loss.detach();
    }

    private static Tensor Sum(DecisionTransformer network, Tensor predicted, Tensor actions, Tensor mask)
    {
        Tensor errors = network.Config.ActionCount > 0
            ? nn.functional.cross_entropy(predicted.transpose(1, 2), network.ActionNumbers(actions), reduction: nn.Reduction.None).unsqueeze(-1) // [batch, step, 1]
            : (predicted - actions).square(); // [batch, step, actionSize]
        return (errors * mask.unsqueeze(-1)).sum();
    }
}
