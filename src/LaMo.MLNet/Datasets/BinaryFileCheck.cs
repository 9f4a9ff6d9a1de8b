using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace LaMo.MLNet.Datasets;

/// <summary>
/// Looks through a file of ML.NET's binary format before ML.NET does. What ML.NET takes on trust, and waits for ever or asks for all memory if it is wrong, is held
/// against what there is: the description of every type, where every block lies, how long it is unpacked, and how many values its vectors claim.
/// </summary>
internal sealed class BinaryFileCheck : IDisposable
{
    private const int HeaderSize = 256;
    private const int TableOfContentsAt = 24;
    private const int TailSize = 8;

    // A byte of a Deflate stream yields at most so many.
    private const int MostUnpacked = 1032;

    private readonly FileStream _file;
    private readonly BinaryReader _reader;
    private long _tail;

    private BinaryFileCheck(string path)
    {
        _file = File.OpenRead(path);
        _reader = new BinaryReader(_file, Encoding.UTF8);
    }

    private enum Packing : byte
    {
        None = 0,
        Deflate = 1,
    }

    /// <exception cref="InvalidDataException">The file is damaged; the message says how.</exception>
    /// <exception cref="EndOfStreamException">It ends too soon.</exception>
    public static void Run(string path)
    {
        using var check = new BinaryFileCheck(path);
        check.Run();
    }

    public void Dispose() => _reader.Dispose();

    private void Run()
    {
        _file.Position = TableOfContentsAt;
        long contents = _reader.ReadInt64();
        _tail = _reader.ReadInt64();
        long rows = _reader.ReadInt64();
        int columns = _reader.ReadInt32();
        Check(HeaderSize <= _tail && _tail <= _file.Length - TailSize, "the end is not where the header says");
        Check(rows >= 0 && columns >= 0, "the header has a negative count");
        Check(columns > 0 || rows == 0, $"the header has {rows} rows without columns");
        Check(columns == 0 || (HeaderSize <= contents && contents <= _tail), "the table of contents is not in the file");
        _file.Position = contents;
        for (int column = 0; column < columns; column++)
        {
            string name = BinaryType.ReadText(_reader);
            BinaryType type = BinaryType.Read(_reader);
            Packing packing = ReadPacking();
            long rowsPerBlock = _reader.Read7BitEncodedInt64(), lookup = _reader.ReadInt64(), annotations = _reader.ReadInt64();
            long next = _file.Position;
            Check(rowsPerBlock is >= 0 and <= int.MaxValue && (rowsPerBlock > 0 || rows == 0), $"column '{name}' has {rowsPerBlock} rows in a block");
            CheckBlocks(name, type, packing, rows, rowsPerBlock, lookup);
            if (annotations != 0)
                CheckAnnotations(name, annotations);
            _file.Position = next;
        }
    }

    private void CheckBlocks(string name, BinaryType type, Packing packing, long rows, long rowsPerBlock, long lookup)
    {
        const int EntrySize = 16;
        long blocks = rows == 0 ? 0 : (rows - 1) / rowsPerBlock + 1;
        Check(blocks <= _tail / EntrySize && (blocks == 0 || (HeaderSize <= lookup && lookup <= _tail - EntrySize * blocks)), $"the blocks of column '{name}' are not in the file");
        for (long block = 0; block < blocks; block++)
        {
            _file.Position = lookup + EntrySize * block;
            long start = _reader.ReadInt64();
            int length = _reader.ReadInt32(), unpacked = _reader.ReadInt32();
            Check(length >= 0 && unpacked >= 0 && HeaderSize <= start && start <= _tail - length
                && (packing == Packing.None ? unpacked == length : unpacked <= (long)MostUnpacked * length), $"block {block} of column '{name}' is not in the file");
            CheckBlock($"block {block} of column '{name}'", type, packing, start, unpacked, Math.Min(rowsPerBlock, rows - block * rowsPerBlock));
        }
    }

    private void CheckAnnotations(string column, long start)
    {
        Check(HeaderSize <= start && start <= _tail, $"the annotations of column '{column}' are not in the file");
        _file.Position = start;
        long count = _reader.Read7BitEncodedInt64();
        for (long annotation = 0; annotation < count; annotation++)
        {
            string kind = BinaryType.ReadText(_reader);
            BinaryType type = BinaryType.Read(_reader);
            Packing packing = ReadPacking();
            long block = _reader.ReadInt64(), length = _reader.Read7BitEncodedInt64(), next = _file.Position;
            Check(length > 0 && HeaderSize <= block && block <= _tail - length, $"annotation '{kind}' of column '{column}' is not in the file");
            CheckBlock($"annotation '{kind}' of column '{column}'", type, packing, block, packing == Packing.None ? length : checked(MostUnpacked * length), 1);
            _file.Position = next;
        }
    }

    /// <param name="name">What the block is, for messages.</param>
    /// <param name="type">The type of its values.</param>
    /// <param name="packing">How it is packed.</param>
    /// <param name="start">Where it is.</param>
    /// <param name="length">How many bytes it has at most, unpacked.</param>
    /// <param name="rows">How many values it has.</param>
    private void CheckBlock(string name, BinaryType type, Packing packing, long start, long length, long rows)
    {
        Check(type.BytesOf(rows) <= length, $"{name} is too short for {rows} rows");
        if (type.Item is not BinaryType item)
            return;
        _file.Position = start;
        using DeflateStream? unpacked = packing == Packing.Deflate ? new DeflateStream(_file, CompressionMode.Decompress, leaveOpen: true) : null;
        using var reader = new BinaryReader(unpacked ?? (Stream)_file, Encoding.UTF8, leaveOpen: true);
        Check(reader.ReadInt32() == rows, $"{name} has not {rows} vectors");
        int size = reader.ReadInt32();
        Check(size >= 0 && (type.Size == 0 || size == type.Size), $"{name} has vectors of {size} values, not {type.Size}");
        int[]? lengths = size == 0 ? ReadNumbers(reader, (int)rows) : null;
        int[] counts = ReadNumbers(reader, (int)rows);
        long sparse = 0, values = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            int of = lengths?[row] ?? size;
            Check(counts[row] >= -1 && of >= 0 && counts[row] <= of, $"{name} has a vector with {counts[row]} of {of} values");
            sparse += Math.Max(counts[row], 0);
            values += counts[row] < 0 ? of : counts[row];
        }
        Check(reader.ReadInt32() == sparse, $"{name} has not as many indices as values");
        Check(sizeof(int) * (3 + rows + (lengths is null ? 0 : rows) + sparse) + item.BytesOf(values) <= length, $"{name} is too short for {values} values");
    }

    private static int[] ReadNumbers(BinaryReader reader, int count)
    {
        int[] numbers = new int[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private Packing ReadPacking()
    {
        var packing = (Packing)_reader.ReadByte();
        Check(Enum.IsDefined(packing), $"there is no packing {packing}");
        return packing;
    }

    private static void Check(bool holds, string fault)
    {
        if (!holds)
            throw new InvalidDataException(fault);
    }
}
