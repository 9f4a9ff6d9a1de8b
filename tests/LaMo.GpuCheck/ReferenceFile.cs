using System.Runtime.InteropServices;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.GpuCheck;

/// <summary>What the independent PyTorch program in tests/reference computed: its fixtures for the tests of LaMo.Core.</summary>
internal sealed class ReferenceFile : IDisposable
{
    private readonly TensorFile _file;

    public ReferenceFile(string name) => _file = TensorFile.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".safetensors"));

    public IEnumerable<string> NamesUnder(string prefix) =>
        _file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    public float[] Values(string name)
    {
        using Tensor values = empty([.. _file.Tensors[name].Shape]);
        _file.Read(name, values);
        return MemoryMarshal.Cast<byte, float>(values.bytes).ToArray();
    }

    public long[] Shape(string name) => [.. _file.Tensors[name].Shape];

    /// <summary>One batch of windows out of those that the file has.</summary>
    public WindowBatch Batch(int index)
    {
        long[] shape = Shape("batches.states"); // [batch, window, step, stateSize]
        var batch = new WindowBatch((int)shape[1], (int)shape[2], (int)shape[3], (int)Shape("batches.actions")[3]);
        Entry("states").CopyTo(batch.States, 0);
        Entry("actions").CopyTo(batch.Actions, 0);
        Entry("returnsToGo").CopyTo(batch.ReturnsToGo, 0);
        Entry("mask").CopyTo(batch.Mask, 0);
        for (int i = 0; i < batch.Timesteps.Length; i++)
            batch.Timesteps[i] = (long)Entry("timesteps")[i];
        return batch;

        float[] Entry(string name)
        {
            float[] all = Values("batches." + name);
            int size = all.Length / (int)shape[0];
            return all[(index * size)..((index + 1) * size)];
        }
    }

    /// <summary>A network of the file's weights.</summary>
    public DecisionTransformer Network(DecisionTransformerConfig config, Device device)
    {
        var network = new DecisionTransformer(config, new DropoutGenerator(0));
        Dictionary<string, Parameter> parameters = network.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        foreach (string name in NamesUnder("weights."))
            _file.Read("weights." + name, parameters[name]);
        network.MoveTo(device);
        return network;
    }

    public void Dispose() => _file.Dispose();
}
