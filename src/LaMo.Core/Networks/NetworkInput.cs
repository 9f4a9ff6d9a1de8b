using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>A <see cref="WindowBatch"/> as tensors.</summary>
internal sealed class NetworkInput : IDisposable
{
    private NetworkInput(WindowBatch batch)
    {
        long size = batch.Size, steps = batch.ContextLength;
        States = tensor(batch.States, [size, steps, batch.StateSize]);
        Actions = tensor(batch.Actions, [size, steps, batch.ActionSize]);
        ReturnsToGo = tensor(batch.ReturnsToGo, [size, steps]);
        Timesteps = tensor(batch.Timesteps, [size, steps]);
        Mask = tensor(batch.Mask, [size, steps]);
    }

    public Tensor States { get; }

    public Tensor Actions { get; }

    public Tensor ReturnsToGo { get; }

    public Tensor Timesteps { get; }

    public Tensor Mask { get; }

    public static NetworkInput From(WindowBatch batch) => new(batch);

    public void Dispose()
    {
        States.Dispose();
        Actions.Dispose();
        ReturnsToGo.Dispose();
        Timesteps.Dispose();
        Mask.Dispose();
    }
}
