using System.Buffers.Binary;

namespace LaMo.Core.Data.Hdf5;

/// <summary>The bytes of a header message, read from first to last; beyond the end is an error.</summary>
internal sealed class Hdf5Body(byte[] bytes)
{
    private int _position;

    public int Rest => bytes.Length - _position;

    public byte Byte() => Next(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Next(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Next(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Next(8));

    /// <summary>An unsigned number of 1 to 8 bytes.</summary>
    public long Number(int width)
    {
        if (width is < 1 or > 8)
            throw Damaged();
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        Next(width).CopyTo(number);
        return BinaryPrimitives.ReadInt64LittleEndian(number);
    }

    public void Skip(int count) => Next(count);

    /// <summary>Skips a text that ends with a zero, and what pads it to a multiple.</summary>
    public void SkipText(int multiple)
    {
        int length = bytes.AsSpan(_position).IndexOf((byte)0);
        if (length < 0)
            throw Damaged();
        Skip((length + multiple) / multiple * multiple);
    }

    private ReadOnlySpan<byte> Next(int count)
    {
        if (count < 0 || count > Rest)
            throw Damaged();
        _position += count;
        return bytes.AsSpan(_position - count, count);
    }

    private static InvalidDataException Damaged() => new("has a damaged header");
}
