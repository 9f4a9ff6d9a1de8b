using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>Predicts the action of each window's last step, with LoRA merged. Safe to use from several threads at once; disposing it disposes the network.</summary>
public sealed class ActionPredictor : IDisposable
{
    // A forward pass on a CUDA device takes no longer for a thousand windows than for a few.
    private const int CpuBatchSize = 32;
    private const int DeviceBatchSize = 1024;

    private readonly Device _device;
    private bool _disposed;

    /// <summary>Takes a network over and merges its LoRA.</summary>
    /// <param name="network">A network in evaluation mode, whose weights stay as they are from now on.</param>
    public ActionPredictor(DecisionTransformer network)
    {
        Network = network;
        _device = network.Device;
        network.MergeLora();
    }

    /// <summary>The network.</summary>
    public DecisionTransformer Network { get; }

    /// <summary>The shape of the network.</summary>
    public DecisionTransformerConfig Config => Network.Config;

    /// <summary>How many windows are best predicted at a time.</summary>
    public int BatchSize => _device.type == DeviceType.CPU ? CpuBatchSize : DeviceBatchSize;

    /// <summary>Threads of libtorch to predict with on the CPU, a number for the whole process while a prediction runs. The default value is <see langword="null"/>: what libtorch has.</summary>
    public int? NumberOfThreads { get; set; }

    /// <summary>Predicts the action of the last step of every window in one forward pass.</summary>
    /// <param name="batch">The windows; the action of their last step is not seen.</param>
    /// <returns>The actions, <c>[window, actionSize]</c>, or the probabilities of discrete ones, <c>[window, actionCount]</c>.</returns>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    public float[] Predict(WindowBatch batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using IDisposable? threads = LibtorchThreads.Use(NumberOfThreads);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using NetworkInput input = NetworkInput.From(batch, _device);
        Tensor actions = Network.PredictLast(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        if (Config.ActionCount > 0)
            actions = actions.softmax(-1);
        return actions.contiguous().data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Network.Dispose();
    }
}
