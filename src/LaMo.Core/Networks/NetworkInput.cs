using System.Runtime.InteropServices;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>A <see cref="WindowBatch"/> as tensors.</summary>
internal sealed class NetworkInput : IDisposable
{
    private NetworkInput(Tensor states, Tensor actions, Tensor returnsToGo, Tensor timesteps, Tensor mask)
    {
        States = states;
        Actions = actions;
        ReturnsToGo = returnsToGo;
        Timesteps = timesteps;
        Mask = mask;
    }

    public Tensor States { get; }

    public Tensor Actions { get; }

    public Tensor ReturnsToGo { get; }

    public Tensor Timesteps { get; }

    public Tensor Mask { get; }

    /// <param name="batch">The batch; it is copied.</param>
    /// <param name="device">Where the tensors shall be.</param>
    public static NetworkInput From(WindowBatch batch, Device device)
    {
        if (device.type != DeviceType.CPU)
            return InOneTransfer(batch, device);
        long size = batch.Size, steps = batch.ContextLength;
        return new NetworkInput(
            tensor(batch.States, [size, steps, batch.StateSize]), tensor(batch.Actions, [size, steps, batch.ActionSize]), tensor(batch.ReturnsToGo, [size, steps]),
            tensor(batch.Timesteps, [size, steps]), tensor(batch.Mask, [size, steps]));
    }

    /// <summary>
    /// The batch as parts of one tensor, since each copy to a device has its own price. Timesteps travel as floating-point numbers: beyond 2^24, where they would be rounded, no
    /// timestep embedding has a row.
    /// </summary>
    internal static NetworkInput InOneTransfer(WindowBatch batch, Device device)
    {
        long size = batch.Size, steps = batch.ContextLength;
        using DisposeScope scope = NewDisposeScope();
        Tensor host = empty(batch.States.Length + batch.Actions.Length + 3 * size * steps);
        Span<float> rest = MemoryMarshal.Cast<byte, float>(host.bytes);
        Put(batch.States, ref rest);
        Put(batch.Actions, ref rest);
        Put(batch.ReturnsToGo, ref rest);
        Put(batch.Mask, ref rest);
        for (int i = 0; i < rest.Length; i++)
            rest[i] = batch.Timesteps[i];

        Tensor all = HostTensor.MoveTo(host, device);
        long taken = 0;
        Tensor states = Take(size, steps, batch.StateSize), actions = Take(size, steps, batch.ActionSize), returnsToGo = Take(size, steps), mask = Take(size, steps);
        Tensor timesteps = Take(size, steps).to(ScalarType.Int64);
        scope.MoveToOuter(states, actions, returnsToGo, timesteps, mask);
        return new NetworkInput(states, actions, returnsToGo, timesteps, mask);

        static void Put(ReadOnlySpan<float> values, ref Span<float> rest)
        {
            values.CopyTo(rest);
            rest = rest[values.Length..];
        }

        Tensor Take(params long[] shape)
        {
            long count = shape.Aggregate((a, b) => a * b);
            taken += count;
            return all.narrow(0, taken - count, count).view(shape);
        }
    }

    public void Dispose()
    {
        States.Dispose();
        Actions.Dispose();
        ReturnsToGo.Dispose();
        Timesteps.Dispose();
        Mask.Dispose();
    }
}
