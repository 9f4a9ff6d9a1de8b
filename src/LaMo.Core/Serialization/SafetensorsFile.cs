using static TorchSharp.torch;

namespace LaMo.Core.Serialization;

/// <summary>A safetensors file whose tensors are read in any order.</summary>
internal sealed class SafetensorsFile : TensorFile
{
    private readonly FileStream _stream;
    private readonly long _valuesBegin;
    private readonly Dictionary<string, SafetensorsHeader.Entry> _entries;

    public SafetensorsFile(string path)
    {
        FilePath = path;
        _stream = File.OpenRead(path);
        try
        {
            SafetensorsHeader header = SafetensorsHeader.Read(_stream, path);
            long length = header.Length + (header.Entries.Count > 0 ? header.Entries[^1].End : 0);
            if (_stream.Length != length)
                throw new InvalidDataException($"{path} has {_stream.Length} bytes; by its header it has {length}.");
            _valuesBegin = header.Length;
            _entries = header.Entries.ToDictionary(entry => entry.Name);
            Tensors = header.Entries.ToDictionary(entry => entry.Name, entry => entry.Info);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public override string FilePath { get; }

    public override IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    protected override void ReadValues(string name, Tensor destination)
    {
        SafetensorsHeader.Entry entry = _entries[name];
        _stream.Position = _valuesBegin + entry.Begin;
        entry.Info.ReadValues(_stream, FilePath, name, destination);
    }

    protected override void Dispose(bool disposing) => _stream.Dispose();
}
