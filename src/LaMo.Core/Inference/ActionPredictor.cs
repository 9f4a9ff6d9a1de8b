using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>Predicts the action of each window's last step. Safe to use from several threads at once; disposing it disposes the network.</summary>
public sealed class ActionPredictor(DecisionTransformer network) : IDisposable
{
    private bool _disposed;

    /// <summary>The network.</summary>
    public DecisionTransformer Network => network;

    /// <summary>The shape of the network.</summary>
    public DecisionTransformerConfig Config => network.Config;

    /// <summary>Predicts the action of the last step of every window in one forward pass.</summary>
    /// <param name="batch">The windows; the action of their last step is not seen.</param>
    /// <returns>The actions, <c>[window, actionSize]</c>.</returns>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    public float[] Predict(WindowBatch batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using NetworkInput input = NetworkInput.From(batch);
        Tensor actions = network.PredictLast(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        return actions.contiguous().data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        network.Dispose();
    }
}
