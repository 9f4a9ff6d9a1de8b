using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LaMo.Core.Data.Npz;

/// <summary>The beginning of an .npy file: what is in it, as the text of a Python dictionary (NumPy Enhancement Proposal 1).</summary>
/// <param name="Type">The values' type.</param>
/// <param name="Shape">The array's shape.</param>
/// <param name="Length">The number of bytes before the values.</param>
internal sealed partial record NpyHeader(NumberType Type, long[] Shape, int Length)
{
    private const int MaxLength = 1 << 16;
    private const int MaxRank = 32;

    /// <summary>The number of bytes of the values.</summary>
    public Int128 DataSize => Shape.Aggregate((Int128)Type.Size, (product, size) => product * size);

    /// <exception cref="InvalidDataException">The header is damaged or tells of values that are not supported.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (!start[..6].SequenceEqual<byte>([0x93, .. "NUMPY"u8]) || start[6] is < 1 or > 3)
            throw new InvalidDataException("is no NumPy array");
        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        stream.ReadExactly(size);
        long length = size.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > MaxLength)
            throw new InvalidDataException("has a damaged header");
        byte[] text = new byte[length];
        stream.ReadExactly(text);
        return Parse(Encoding.UTF8.GetString(text), start.Length + size.Length + (int)length);
    }

    private static NpyHeader Parse(string text, int length)
    {
        Match type = TypePattern.Match(text), order = OrderPattern.Match(text), shape = ShapePattern.Match(text);
        if (!order.Success || !shape.Success)
            throw new InvalidDataException("has a damaged header");
        if (!type.Success)
            throw new InvalidDataException("holds records, which are not supported");
        string[] sizes = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (sizes.Length > MaxRank)
            throw new InvalidDataException("has a damaged header");
        if (order.Groups[1].Value == "True" && sizes.Length > 1)
            throw new InvalidDataException("is stored column by column, which is not supported; save numpy.ascontiguousarray of it");
        NumberType found = NpyType.Find(type.Groups[1].Value);
        return new NpyHeader(found, [.. sizes.Select(Size)], length);
    }

    private static long Size(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : throw new InvalidDataException("has a damaged header");

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]+)['"]""")]
    private static partial Regex TypePattern { get; }

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex OrderPattern { get; }

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([0-9, ]*)\)""")]
    private static partial Regex ShapePattern { get; }
}
