using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace LaMo.Core.Serialization.Torch;

/// <summary>
/// PyTorch's layout before version 1.6: pickles of a magic number, a version, the system's properties, the tensors and the storages' keys, and then of each
/// storage the number of values and the values.
/// </summary>
internal sealed class TorchLegacyFile : TorchFile
{
    private static readonly BigInteger _magic = BigInteger.Parse("01950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private readonly FileStream _stream;
    private readonly Dictionary<string, long> _positions = [];

    public TorchLegacyFile(string path, FileStream stream)
        : base(path)
    {
        _stream = stream;
        var reader = new PickleReader(stream, path);
        if (ReadMagic(reader) != _magic || reader.Read() is not 1001L)
            throw new InvalidDataException($"{path} was not written by torch.save.");
        if (reader.Read() is not PickleDictionary system || !system.Items.Contains(("little_endian", true)))
            throw new InvalidDataException($"{path} was not written in little-endian byte order.");
        object? root = reader.Read();
        if (reader.Read() is not List<object?> keys)
            throw new InvalidDataException($"{path} does not list its storages.");
        foreach (object? key in keys)
            Locate(key as string ?? "", reader.Storages);
        SetTensors(root);
    }

    protected override void CheckStorage(string name, TorchStorage storage)
    {
        if (!_positions.ContainsKey(storage.Key))
            throw TensorInfo.Fault(FilePath, name, $"has its values in the storage '{storage.Key}', which is missing");
    }

    protected override Stream OpenStorage(string name, TorchStorage storage, long position)
    {
        var stream = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.Read);
        stream.Position = _positions[storage.Key] + position;
        return stream;
    }

    protected override void Dispose(bool disposing) => _stream.Dispose();

    private BigInteger? ReadMagic(PickleReader reader)
    {
        // Any other file is no pickle either, and then what it is not says more than which opcode it lacks.
        try
        {
            return reader.Read() as BigInteger?;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Notes where a storage's values begin and passes over them.</summary>
    private void Locate(string key, IReadOnlyDictionary<string, TorchStorage> storages)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        if (!storages.TryGetValue(key, out TorchStorage? storage) || _stream.ReadAtLeast(count, count.Length, throwOnEndOfStream: false) < count.Length
            || BinaryPrimitives.ReadInt64LittleEndian(count) != storage.Count || storage.ByteLength > _stream.Length - _stream.Position)
            throw new InvalidDataException($"{FilePath} is damaged at the storage '{key}'.");
        _positions[key] = _stream.Position;
        _stream.Position += storage.ByteLength;
    }
}
