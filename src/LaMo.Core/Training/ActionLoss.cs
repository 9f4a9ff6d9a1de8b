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
        Tensor errors = network.Config.ActionCount > 0
            ? nn.functional.cross_entropy(predicted.transpose(1, 2), network.ActionNumbers(input.Actions), reduction: nn.Reduction.None).unsqueeze(-1) // [batch, step, 1]
            : (predicted - input.Actions).square(); // [batch, step, actionSize]
        return (errors * input.Mask.unsqueeze(-1)).sum();
    }
}
