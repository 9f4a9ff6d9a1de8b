using System.Buffers.Binary;

namespace LaMo.Core.Data.Hdf5;

/// <summary>
/// The B-trees in which older HDF5 files find the members of groups and the chunks of datasets (HDF5 File Format Specification, section III.A.1). They are walked
/// before libhdf5 is: it follows an address that leads out of the file.
/// </summary>
internal sealed class Hdf5Tree
{
    private const int MaxNodes = 1 << 20;
    private const int SymbolKeySize = 8;

    private readonly Stream _file;
    private readonly long _start;
    private readonly int _type;
    private readonly int _keySize;
    private readonly LeafCheck _checkLeaf;
    private int _nodes;

    private Hdf5Tree(Stream file, long start, int type, int keySize, LeafCheck checkLeaf)
    {
        _file = file;
        _start = start;
        _type = type;
        _keySize = keySize;
        _checkLeaf = checkLeaf;
    }

    /// <summary>Checks the members of a group.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where in the file HDF5's addresses count from.</param>
    /// <param name="address">The tree's address.</param>
    /// <param name="heap">The address of the heap with the members' names.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message says how, not where.</exception>
    public static void CheckGroup(Stream file, long start, long address, long heap)
    {
        long names = NamesIn(file, start, heap);
        new Hdf5Tree(file, start, type: 0, SymbolKeySize, (_, child) => CheckSymbols(file, start, child, names)).Check(address, level: null);
    }

    /// <summary>Checks the chunks of a dataset.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Where in the file HDF5's addresses count from.</param>
    /// <param name="address">The tree's address; negative if there are no chunks.</param>
    /// <param name="rank">The number of dimensions.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message says how, not where.</exception>
    public static void CheckChunks(Stream file, long start, long address, int rank)
    {
        // A chunk's key: its size, the filters left out, its place and a zero.
        int keySize = 8 + 8 * (rank + 1);
        if (address >= 0)
            new Hdf5Tree(file, start, type: 1, keySize, (key, child) => CheckPlace(file, start, child, BinaryPrimitives.ReadUInt32LittleEndian(key))).Check(address, level: null);
    }

    private void Check(long address, int? level)
    {
        if (++_nodes > MaxNodes)
            throw Damaged();
        const int HeadSize = 24;
        byte[] head = Bytes(_file, _start, address, HeadSize);
        int own = head[5], entries = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6));
        if (!head.AsSpan().StartsWith("TREE"u8) || head[4] != _type || (level is int expected && own != expected))
            throw Damaged();
        byte[] body = Bytes(_file, _start, address + HeadSize, entries * (_keySize + 8));
        for (int entry = 0; entry < entries; entry++)
        {
            ReadOnlySpan<byte> key = body.AsSpan(entry * (_keySize + 8), _keySize);
            long child = BinaryPrimitives.ReadInt64LittleEndian(body.AsSpan(entry * (_keySize + 8) + _keySize));
            if (own == 0)
                _checkLeaf(key, child);
            else
                Check(child, own - 1);
        }
    }

    /// <summary>The size of the heap that names lie in.</summary>
    private static long NamesIn(Stream file, long start, long heap)
    {
        byte[] head = Bytes(file, start, heap, 32);
        long size = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(8)), address = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(24));
        if (!head.AsSpan().StartsWith("HEAP"u8))
            throw Damaged();
        CheckPlace(file, start, address, size);
        return size;
    }

    private static void CheckSymbols(Stream file, long start, long address, long names)
    {
        const int HeadSize = 8, EntrySize = 40;
        byte[] head = Bytes(file, start, address, HeadSize);
        if (!head.AsSpan().StartsWith("SNOD"u8))
            throw Damaged();
        byte[] entries = Bytes(file, start, address + HeadSize, EntrySize * BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)));
        for (int entry = 0; entry < entries.Length; entry += EntrySize)
        {
            long name = BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(entry));
            if (name < 0 || name >= names)
                throw Damaged();
            CheckPlace(file, start, BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(entry + 8)), 16);
            // A group's entry may keep the addresses of its own tree and heap.
            if (BinaryPrimitives.ReadUInt32LittleEndian(entries.AsSpan(entry + 16)) != 1)
                continue;
            CheckPlace(file, start, BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(entry + 24)), 24);
            CheckPlace(file, start, BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(entry + 32)), 32);
        }
    }

    private static byte[] Bytes(Stream file, long start, long address, int count)
    {
        CheckPlace(file, start, address, count);
        byte[] bytes = new byte[count];
        file.Position = start + address;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void CheckPlace(Stream file, long start, long address, long size)
    {
        if (address < 0 || size < 0 || size > file.Length - start || address > file.Length - start - size)
            throw Damaged();
    }

    private static InvalidDataException Damaged() => new("has a damaged index");

    private delegate void LeafCheck(ReadOnlySpan<byte> key, long child);
}
