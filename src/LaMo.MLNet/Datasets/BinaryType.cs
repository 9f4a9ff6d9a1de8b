using System.Text;

namespace LaMo.MLNet.Datasets;

/// <summary>The type of a column or an annotation in a file of ML.NET's binary format, as far as it tells how many bytes values take.</summary>
/// <param name="Bits">The bits of a value, at least.</param>
/// <param name="Item">The type of a vector's values; <see langword="null"/> if it is no vector.</param>
/// <param name="Size">The number of a vector's values; 0 if it is not known.</param>
internal sealed record BinaryType(int Bits, BinaryType? Item = null, int Size = 0)
{
    // A key in a vector is as deep as it gets.
    private const int MaxDepth = 3;

    /// <summary>The bytes of so many values, at least.</summary>
    public long BytesOf(long count) => checked(count * Bits + 7) / 8;

    /// <exception cref="InvalidDataException">The type is not known, or its description is damaged.</exception>
    /// <exception cref="EndOfStreamException">The file ends too soon.</exception>
    public static BinaryType Read(BinaryReader reader, int depth = 0)
    {
        string name = ReadText(reader);
        long length = reader.Read7BitEncodedInt64(), start = reader.BaseStream.Position;
        if (length < 0 || length > reader.BaseStream.Length - start || depth == MaxDepth)
            throw new InvalidDataException("the description of a type is not in the file");
        BinaryType type = name switch
        {
            "VBuffer" => ReadVector(reader, start + length, depth),
            "Key" or "Key2" => Read(reader, depth + 1),
            "Boolean" => new BinaryType(1),
            "DvBool" => new BinaryType(2),
            "SByte" or "Byte" => new BinaryType(8),
            "Int16" or "UInt16" => new BinaryType(16),
            "Int32" or "UInt32" or "Single" or "TextSpan" => new BinaryType(32),
            "Int64" or "UInt64" or "Double" or "TimeSpan" or "DateTime" or "DvTimeSpan" or "DvDateTime" => new BinaryType(64),
            "DateTimeOffset" or "DvDateTimeZone" => new BinaryType(80),
            "DataViewRowId" => new BinaryType(128),
            _ => throw new InvalidDataException($"there is no type '{name}'"),
        };
        reader.BaseStream.Position = start + length;
        return type;
    }

    /// <exception cref="InvalidDataException">The text is not in the file.</exception>
    public static string ReadText(BinaryReader reader)
    {
        long length = reader.Read7BitEncodedInt64();
        return length >= 0 && length <= Math.Min(int.MaxValue, reader.BaseStream.Length - reader.BaseStream.Position)
            ? Encoding.UTF8.GetString(reader.ReadBytes((int)length))
            : throw new InvalidDataException("a name is not in the file");
    }

    private static BinaryType ReadVector(BinaryReader reader, long end, int depth)
    {
        BinaryType item = Read(reader, depth + 1);
        int rank = reader.ReadInt32();
        if (rank < 0 || end - reader.BaseStream.Position != (long)rank * sizeof(int))
            throw new InvalidDataException($"a vector has {rank} dimensions");
        int size = rank == 0 ? 0 : 1;
        for (int dimension = 0; dimension < rank; dimension++)
            size = checked(size * reader.ReadInt32());
        return size >= 0 ? new BinaryType(8 * sizeof(int), item, size) : throw new InvalidDataException("a vector has a negative size");
    }
}
