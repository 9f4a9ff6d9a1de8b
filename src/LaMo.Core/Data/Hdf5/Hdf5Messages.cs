using System.Buffers.Binary;

namespace LaMo.Core.Data.Hdf5;

/// <summary>The header messages of an object in an HDF5 file, found without libhdf5 (HDF5 File Format Specification, version 3, section IV.A).</summary>
internal sealed class Hdf5Messages
{
    public const int Dataspace = 0x01;
    public const int Datatype = 0x03;
    public const int FillValue = 0x05;
    public const int ExternalFiles = 0x07;
    public const int Layout = 0x08;
    public const int Filters = 0x0B;
    public const int SymbolTable = 0x11;
    private const int Continuation = 0x10;

    // More than any dataset's header needs, little enough that a damaged one costs nothing.
    private const int MaxBlocks = 64;
    private const int MaxBlockSize = 1 << 20;

    private readonly Stream _file;
    private readonly long _base;
    private readonly Dictionary<int, byte[]> _messages = [];
    private readonly Queue<(long Address, long Length)> _continuations = [];

    private Hdf5Messages(Stream file, long start)
    {
        _file = file;
        _base = start;
    }

    /// <summary>Reads the header of an object.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where in the file HDF5's addresses count from.</param>
    /// <param name="address">The header's address.</param>
    /// <exception cref="InvalidDataException">The header is damaged or of an unknown kind.</exception>
    public static Hdf5Messages Read(Stream file, long start, long address)
    {
        var messages = new Hdf5Messages(file, start);
        byte[] prefix = messages.Bytes(address, 16);
        if (prefix.AsSpan().StartsWith("OHDR"u8))
            messages.ReadVersion2(address, prefix);
        else if (prefix[0] == 1)
            messages.ReadVersion1(address, prefix);
        else
            throw new InvalidDataException("has a header of an unknown version");
        return messages;
    }

    /// <summary>The body of a message; <see langword="null"/> if the object has none of the type.</summary>
    public Hdf5Body? Find(int type) => _messages.TryGetValue(type, out byte[]? body) ? new Hdf5Body(body) : null;

    private void ReadVersion1(long address, ReadOnlySpan<byte> prefix)
    {
        Take(Bytes(address + 16, BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..])), version: 1, hasOrder: false);
        ReadContinuations(block => Take(block, version: 1, hasOrder: false));
    }

    private void ReadVersion2(long address, ReadOnlySpan<byte> prefix)
    {
        byte flags = prefix[5];
        bool hasOrder = (flags & 0x04) != 0;
        int position = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        int width = 1 << (flags & 3);
        Span<byte> size = stackalloc byte[8];
        size.Clear();
        Bytes(address + position, width).CopyTo(size);
        Take(Bytes(address + position + width, BinaryPrimitives.ReadInt64LittleEndian(size)), version: 2, hasOrder);
        ReadContinuations(block =>
        {
            if (block.Length < 8 || !block.StartsWith("OCHK"u8))
                throw new InvalidDataException("has a damaged header");
            Take(block[4..^4], version: 2, hasOrder);
        });
    }

    private void ReadContinuations(BlockReader read)
    {
        for (int blocks = 0; _continuations.TryDequeue(out (long Address, long Length) next); blocks++)
        {
            if (blocks == MaxBlocks)
                throw new InvalidDataException("has a damaged header");
            read(Bytes(next.Address, next.Length));
        }
    }

    /// <summary>Takes the messages of one block.</summary>
    private void Take(ReadOnlySpan<byte> block, int version, bool hasOrder)
    {
        int prefix = version == 1 ? 8 : hasOrder ? 6 : 4;
        while (block.Length >= prefix)
        {
            int type = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(block) : block[0];
            int size = BinaryPrimitives.ReadUInt16LittleEndian(block[(version == 1 ? 2 : 1)..]);
            byte flags = block[version == 1 ? 4 : 3];
            if (size > block.Length - prefix)
                throw new InvalidDataException("has a damaged header");
            byte[] body = block.Slice(prefix, size).ToArray();
            block = block[(prefix + size)..];
            if (type == Continuation)
            {
                var place = new Hdf5Body(body);
                _continuations.Enqueue((place.Int64(), place.Int64()));
            }
            else if (type is Dataspace or Datatype or FillValue or ExternalFiles or Layout or Filters or SymbolTable)
            {
                if ((flags & 0x02) != 0)
                    throw new InvalidDataException("shares a part of its header with others, which is not supported");
                if (!_messages.TryAdd(type, body))
                    throw new InvalidDataException("has a damaged header");
            }
        }
    }

    private byte[] Bytes(long address, long count)
    {
        if (count is < 0 or > MaxBlockSize || address < 0 || address > _file.Length - _base - count)
            throw new InvalidDataException("has a header that points outside of the file");
        byte[] bytes = new byte[count];
        _file.Position = _base + address;
        _file.ReadExactly(bytes);
        return bytes;
    }

    private delegate void BlockReader(ReadOnlySpan<byte> block);
}
