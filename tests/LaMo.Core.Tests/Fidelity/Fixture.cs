using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>What the independent PyTorch program in tests/reference computed: float32 tensors by name, from a safetensors file.</summary>
internal sealed class Fixture
{
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _tensors = [];

    public Fixture(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        ReadOnlySpan<byte> values = file[(8 + header)..];
        foreach (JsonProperty tensor in JsonDocument.Parse(file.Slice(8, header).ToArray()).RootElement.EnumerateObject())
        {
            long[] shape = tensor.Value.GetProperty("shape").Deserialize<long[]>()!;
            int[] offsets = tensor.Value.GetProperty("data_offsets").Deserialize<int[]>()!;
            _tensors.Add(tensor.Name, (shape, MemoryMarshal.Cast<byte, float>(values[offsets[0]..offsets[1]]).ToArray()));
        }
    }

    /// <summary>The folder that the fixtures are in.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static Fixture Load(string name) => new(Path.Combine(Folder, name + ".safetensors"));

    public IEnumerable<string> Names => _tensors.Keys;

    public float[] Values(string name) => _tensors[name].Values;

    public long[] Shape(string name) => _tensors[name].Shape;

    /// <summary>One entry along the first dimension of a tensor.</summary>
    public ReadOnlySpan<float> Entry(string name, int index)
    {
        int size = Values(name).Length / (int)Shape(name)[0];
        return Values(name).AsSpan(index * size, size);
    }

    /// <summary>The names of the tensors that begin with a prefix, without it.</summary>
    public HashSet<string> NamesUnder(string prefix) =>
        [.. Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..])];

    /// <summary>One batch of windows out of those that the fixture has.</summary>
    public WindowBatch Batch(int index)
    {
        long[] shape = Shape("batches.states"); // [batch, window, step, stateSize]
        var batch = new WindowBatch((int)shape[1], (int)shape[2], (int)shape[3], (int)Shape("batches.actions")[3]);
        Entry("batches.states", index).CopyTo(batch.States);
        Entry("batches.actions", index).CopyTo(batch.Actions);
        Entry("batches.returnsToGo", index).CopyTo(batch.ReturnsToGo);
        Entry("batches.mask", index).CopyTo(batch.Mask);
        for (int i = 0; i < batch.Timesteps.Length; i++)
            batch.Timesteps[i] = (long)Entry("batches.timesteps", index)[i];
        return batch;
    }

    /// <summary>A network of the fixture's weights; those that the fixture lacks stay as they are.</summary>
    public DecisionTransformer Network(DecisionTransformerConfig config)
    {
        var network = new DecisionTransformer(config, new DropoutGenerator(0));
        Dictionary<string, Parameter> parameters = network.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        using IDisposable noGradient = torch.no_grad();
        foreach (string name in NamesUnder("weights."))
        {
            Assert.Equal(Shape("weights." + name), parameters[name].shape);
            Values("weights." + name).CopyTo(MemoryMarshal.Cast<byte, float>(parameters[name].bytes));
        }
        return network;
    }

    /// <summary>Fails unless all values are within a tolerance of a tensor's.</summary>
    public void AssertClose(string name, ReadOnlySpan<float> actual, double tolerance)
    {
        float[] expected = Values(name);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{name}[{i}] is {actual[i]:R}, expected {expected[i]:R} within {tolerance}");
    }
}
