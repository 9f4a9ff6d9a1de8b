using System.Runtime.InteropServices;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>Predicts the action of each window's last step, with LoRA merged. Safe to use from several threads at once; disposing it disposes the network.</summary>
public sealed class ActionPredictor : IDisposable
{
    // A forward pass on a CUDA device takes no longer for a thousand windows than for a few.
    private const int CpuBatchSize = 512;
    private const int DeviceBatchSize = 1024;
    // Of images, fewer windows fill the memory that a batch is given on a device: 256 MB of states.
    private const int DeviceBatchValues = 1 << 26;

    private readonly Device _device;
    private readonly CpuTransformer? _transformer;
    private bool _disposed;

    /// <summary>Takes a network over and merges its LoRA.</summary>
    /// <param name="network">A network in evaluation mode, whose weights stay as they are from now on.</param>
    /// <param name="precision">What its transformer's matrix products are computed in. The default value is <see cref="Precision.Float32"/>.</param>
    public ActionPredictor(DecisionTransformer network, Precision precision = Precision.Float32)
    {
        Network = network;
        network.Precision = precision;
        _device = network.Device;
        network.MergeLora();
        _transformer = precision == Precision.BFloat16 ? null : CpuTransformer.TryCreate(network.Transformer);
        if (_transformer != null)
            network.UnmergeLora();
    }

    /// <summary>The network.</summary>
    public DecisionTransformer Network { get; }

    /// <summary>The shape of the network.</summary>
    public DecisionTransformerConfig Config => Network.Config;

    /// <summary>How many windows are best predicted at a time.</summary>
    public int BatchSize => _device.type == DeviceType.CPU ? CpuBatchSize : Math.Clamp(DeviceBatchValues / (Config.ContextLength * Config.StateSize), 1, DeviceBatchSize);

    /// <summary>The threads to predict with on the CPU. The default value is <see langword="null"/>: <c>OMP_NUM_THREADS</c>, or one on each core.</summary>
    public int? NumberOfThreads { get; set; }

    /// <summary>Predicts the action of the last step of every window in one forward pass.</summary>
    /// <param name="batch">The windows; the action of their last step is not seen.</param>
    /// <returns>The actions, <c>[window, actionSize]</c>, or the probabilities of discrete ones, <c>[window, actionCount]</c>.</returns>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    public float[] Predict(WindowBatch batch)
    {
        int length = batch.ContextLength;
        return Predict(batch, [.. Enumerable.Range(0, batch.Size).Select(window => Unpadded(window * length, (window + 1) * length - 1))]);

        (int First, int Last) Unpadded(int first, int last)
        {
            while (first < last && batch.Mask[first] == 0)
                first++;
            return (first, last);
        }
    }

    /// <summary>Predicts the actions of consecutive steps from the windows that end with them.</summary>
    /// <param name="history">The steps.</param>
    /// <param name="first">The first step whose action is predicted; the last is the history's.</param>
    /// <returns>The actions, <c>[step, actionSize]</c>, or the probabilities of discrete ones, <c>[step, actionCount]</c>.</returns>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    public float[] Predict(StepHistory history, int first)
    {
        int count = history.Count - first;
        if (_transformer is null)
        {
            var batch = new WindowBatch(count, Config.ContextLength, Config.StateSize, Config.ActionSize);
            for (int window = 0; window < count; window++)
                history.FillWindow(first + window, batch, window);
            return Predict(batch);
        }
        var steps = new WindowBatch(1, history.Count, Config.StateSize, Config.ActionSize);
        history.Fill(steps);
        return Predict(steps, [.. Enumerable.Range(first, count).Select(step => (history.WindowStart(step), step))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Network.Dispose();
    }

    /// <param name="batch">The steps, and to the network the windows.</param>
    /// <param name="windows">The first and the last step of each window.</param>
    private float[] Predict(WindowBatch batch, IReadOnlyList<(int First, int Last)> windows)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (windows.Count == 0)
            return [];
        int threads = NumberOfThreads ?? LibtorchThreads.Default;
        // Threads of libtorch that have nothing to do spin for a while, on the processors that the transformer's threads need.
        using IDisposable? libtorchThreads = LibtorchThreads.Use(_transformer is null ? threads : 1);
        using IDisposable? tensorFloat32 = TensorFloat32.Use(Network.Precision, _device);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using NetworkInput input = NetworkInput.From(batch, _device);
        Tensor actions;
        if (_transformer is null)
            actions = Network.PredictLast(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        else
        {
            Tensor tokens = Network.Embed(input.States, input.Actions, input.ReturnsToGo, input.Timesteps).contiguous();
            actions = Network.ReadActions(tensor(_transformer.Transform(MemoryMarshal.Cast<byte, float>(tokens.bytes), windows, threads), [windows.Count, Config.Transformer.Width]));
        }
        if (Config.ActionCount > 0)
            actions = actions.softmax(-1);
        return actions.cpu().contiguous().data<float>().ToArray();
    }
}
