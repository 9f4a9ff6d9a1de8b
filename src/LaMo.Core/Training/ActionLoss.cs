using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>The loss of Decision Transformer's continuous actions (arXiv 2106.01345, algorithm 1): their squared errors over unpadded steps.</summary>
internal static class ActionLoss
{
    /// <returns>The sum, a scalar; divided by the number of steps and of values of an action it is the loss.</returns>
    public static Tensor SquaredErrors(DecisionTransformer network, WindowBatch batch)
    {
        using NetworkInput input = NetworkInput.From(batch);
        Tensor predicted = network.PredictAll(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        Tensor errors = (predicted - input.Actions).square() * input.Mask.unsqueeze(-1); // [batch, step, actionSize]
        return errors.sum();
    }
}
