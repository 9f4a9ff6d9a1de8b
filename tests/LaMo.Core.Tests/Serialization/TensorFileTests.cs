using LaMo.Core.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Serialization;

public sealed class TensorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SafetensorsAreDescribedAtOnceAndReadInAnyOrder()
    {
        using DisposeScope scope = NewDisposeScope();
        string path = Write("model.safetensors", new() { ["a"] = ones(2, 3), ["b"] = arange(4).to(ScalarType.Float32), ["c"] = tensor(5f) });
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal(["a F32 [2, 3]", "b F32 [4]", "c F32 []"], file.Tensors.Select(pair => $"{pair.Key} {pair.Value.DataType} [{string.Join(", ", pair.Value.Shape)}]").Order());
        Assert.Equal([5f], Read(file, "c"));
        Assert.Equal([0f, 1f, 2f, 3f], Read(file, "b"));
        Assert.Equal([1f, 1f, 1f, 1f, 1f, 1f], Read(file, "a", 2, 3));
    }

    [Fact]
    public void WhatDoesNotFitIsReportedWithFileAndName()
    {
        using DisposeScope scope = NewDisposeScope();
        string path = Write("model.safetensors", new() { ["a"] = ones(2, 3) });
        using TensorFile file = TensorFile.Open(path);
        Assert.Equal($"{path}: tensor 'zz' is missing.", Assert.Throws<InvalidDataException>(() => Read(file, "zz")).Message);
        Assert.Equal($"{path}: tensor 'a' has shape [2, 3], expected [3, 2].", Assert.Throws<InvalidDataException>(() => Read(file, "a", 3, 2)).Message);
    }

    [Fact]
    public void FileLongerOrShorterThanItsHeaderSaysIsRefused()
    {
        using DisposeScope scope = NewDisposeScope();
        string path = Write("model.safetensors", new() { ["a"] = ones(2, 3) });
        byte[] whole = File.ReadAllBytes(path);
        foreach (byte[] damaged in (byte[][])[whole[..^1], [.. whole, 0]])
        {
            File.WriteAllBytes(path, damaged);
            Assert.Contains("by its header", Assert.Throws<InvalidDataException>(() => TensorFile.Open(path)).Message);
        }
    }

    [Fact]
    public void ShardsAreReadThroughTheirIndex()
    {
        using DisposeScope scope = NewDisposeScope();
        Write("model-00001-of-00002.safetensors", new() { ["a"] = ones(2), ["unlisted"] = ones(1) });
        Write("model-00002-of-00002.safetensors", new() { ["b"] = zeros(3) });
        string index = _folder.Write("model.safetensors.index.json",
            """{"metadata": {"total_size": 20}, "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}""");
        using TensorFile file = TensorFile.Open(index);
        Assert.Equal(["a", "b"], file.Tensors.Keys.Order());
        Assert.Equal([1f, 1f], Read(file, "a"));
        Assert.Equal([0f, 0f, 0f], Read(file, "b"));
    }

    [Theory]
    [InlineData("""{"weight_map": {"zz": "model.safetensors"}}""", "model.safetensors: tensor 'zz' is missing")]
    [InlineData("""{"weight_map": {"a": "../model.safetensors"}}""", "not the name of a file beside the index")]
    [InlineData("""{"weight_map": {"a": "/etc/passwd"}}""", "not the name of a file beside the index")]
    [InlineData("""{"weight_map": {"a": "model.safetensors.index.json"}}""", "not the name of a file beside the index")]
    [InlineData("""{"weight_map": {"a": 1}}""", "'weight_map' must give each name one text")]
    [InlineData("""{"weight_map": {"\ud800": "model.safetensors"}}""", "not Unicode")]
    [InlineData("""{"weight_map": []}""", "'weight_map' must be an object")]
    [InlineData("""{}""", "'weight_map' must be an object")]
    [InlineData("""[]""", "does not hold a JSON object")]
    [InlineData("""nonsense""", "is not JSON")]
    public void FaultyIndexIsNamed(string index, string message)
    {
        using DisposeScope scope = NewDisposeScope();
        Write("model.safetensors", new() { ["a"] = ones(2) });
        string path = _folder.Write("model.safetensors.index.json", index);
        string reported = Assert.Throws<InvalidDataException>(() => TensorFile.Open(path)).Message;
        Assert.Contains(message, reported);
        Assert.Contains("model.safetensors", reported);
    }

    [Fact]
    public void RandomDamageToAnIndexNeverEscapesAsAnotherError()
    {
        using (DisposeScope scope = NewDisposeScope())
            Write("model.safetensors", new() { ["a"] = ones(2) });
        Damage.Try("""{"metadata": {"total_size": 20}, "weight_map": {"a": "model.safetensors"}}"""u8, 500, damaged =>
        {
            File.WriteAllBytes(_folder["model.safetensors.index.json"], damaged);
            TensorFile.Open(_folder["model.safetensors.index.json"]).Dispose();
        });
    }

    private static float[] Read(TensorFile file, string name, params long[] shape)
    {
        Tensor destination = full(shape.Length > 0 ? shape : [.. file.Tensors.TryGetValue(name, out TensorInfo? info) ? info.Shape : []], -1f);
        file.Read(name, destination);
        return destination.data<float>().ToArray();
    }

    private string Write(string name, Dictionary<string, Tensor> tensors)
    {
        using FileStream stream = File.Create(_folder[name]);
        Safetensors.Write(stream, tensors);
        return _folder[name];
    }
}
