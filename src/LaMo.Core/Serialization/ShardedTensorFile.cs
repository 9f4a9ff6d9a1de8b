using static TorchSharp.torch;

namespace LaMo.Core.Serialization;

/// <summary>Tensors spread over several files beside an index whose <c>weight_map</c> says which tensor is in which.</summary>
internal sealed class ShardedTensorFile : TensorFile
{
    private readonly Dictionary<string, TensorFile> _shards = [];
    private readonly Dictionary<string, TensorFile> _shardOf = [];

    public ShardedTensorFile(string path)
    {
        FilePath = path;
        JsonFile index = JsonFile.Read(path);
        var tensors = new Dictionary<string, TensorInfo>();
        try
        {
            foreach ((string name, string shardName) in index.Texts("weight_map"))
            {
                TensorFile shard = Shard(shardName);
                tensors[name] = shard.Tensors.TryGetValue(name, out TensorInfo? info) ? info : throw TensorInfo.Fault(shard.FilePath, name, "is missing");
                _shardOf[name] = shard;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
        Tensors = tensors;
    }

    public override string FilePath { get; }

    public override IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    protected override void ReadValues(string name, Tensor destination) => _shardOf[name].Read(name, destination);

    protected override void Dispose(bool disposing)
    {
        foreach (TensorFile shard in _shards.Values)
            shard.Dispose();
    }

    private TensorFile Shard(string name)
    {
        // A shard lies beside its index: a name with a path in it, or of another index, is not followed.
        if (name is "" or "." or ".." || Path.GetFileName(name) != name || name.AsSpan().ContainsAny('\\', '\0') || name.EndsWith(".json", StringComparison.Ordinal))
            throw new InvalidDataException($"{FilePath}: '{name}' in 'weight_map' is not the name of a file beside the index.");
        if (!_shards.TryGetValue(name, out TensorFile? shard))
            _shards[name] = shard = Open(Path.Combine(Path.GetDirectoryName(FilePath) ?? "", name));
        return shard;
    }
}
