using System.IO;
using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal enum CompressionKind : byte
{
    None = 0,
    Deflate = 1,
}

/// <summary>The 256 bytes in front of a binary file, whose table of contents is at its end.</summary>
internal readonly record struct BinaryHeader(long TableOfContents, long Tail, long RowCount, int ColumnCount)
{
    public const int Size = 256;
    public const ulong TailSignature = 0x434D4C0044564200;

    private const ulong Signature = 0x00425644004C4D43;
    private const ulong CurrentVersion = 0x0001000100010006;
    private const ulong OldestVersion = 0x0001000100010002;
    private const ulong OldestCompatibleVersion = 0x0001000100010004;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Signature);
        writer.Write(CurrentVersion);
        writer.Write(CurrentVersion);
        writer.Write(TableOfContents);
        writer.Write(Tail);
        writer.Write(RowCount);
        writer.Write(ColumnCount);
    }

    public static BinaryHeader Read(BinaryReader reader)
    {
        byte[] bytes = reader.ReadBytes(Size);
        Contracts.CheckDecode(bytes.Length == Size, $"Read only {bytes.Length} bytes in file, expected header size of {Size}");
        using var fields = new BinaryReader(new MemoryStream(bytes));
        Contracts.CheckDecode(fields.ReadUInt64() == Signature, "This does not appear to be a binary dataview file");
        CheckVersions(fields.ReadUInt64(), fields.ReadUInt64());
        var header = new BinaryHeader(fields.ReadInt64(), fields.ReadInt64(), fields.ReadInt64(), fields.ReadInt32());
        Contracts.CheckDecode(header.RowCount >= 0, "Row count cannot be negative");
        Contracts.CheckDecode(header.ColumnCount >= 0, "Column count cannot be negative");
        Contracts.CheckDecode(header.ColumnCount == 0 || header.TableOfContents >= Size,
            $"Table of contents offset {header.TableOfContents} less than header size, impossible");
        Contracts.CheckDecode(header.Tail >= Size, $"Tail offset {header.Tail} less than header size, impossible");
        reader.BaseStream.Position = header.Tail;
        Contracts.CheckDecode(reader.ReadUInt64() == TailSignature, "Incorrect tail signature");
        return header;
    }

    private static void CheckVersions(ulong version, ulong compatible)
    {
        Contracts.CheckDecode(compatible <= version,
            $"Compatibility version {Format(compatible)} cannot be greater than file version {Format(version)}");
        Contracts.CheckDecode(version >= OldestVersion,
            $"Unexpected version {Format(version)} encountered, earliest expected here was {Format(OldestVersion)}");
        Contracts.Check(compatible >= OldestCompatibleVersion,
            $"Cannot read version {Format(compatible)} data, earliest that can be handled is {Format(OldestCompatibleVersion)}");
        Contracts.Check(compatible <= CurrentVersion,
            $"Cannot read version {Format(compatible)} data, latest that can be handled is {Format(CurrentVersion)}");
    }

    private static string Format(ulong version)
        => $"{version >> 48 & 0xffff}.{version >> 32 & 0xffff}.{version >> 16 & 0xffff}.{version & 0xffff}";
}

/// <summary>A run of bytes in the file, compressed or not.</summary>
internal readonly record struct BinaryBlock(long Start, int Length, CompressionKind Compression)
{
    public static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionMode.Compress))
            deflate.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>Reads a number of values from the block.</summary>
    public BlockReader<T> Read<T>(Stream stream, BinaryCodec<T> codec, int count)
    {
        var bytes = new byte[Length];
        stream.Position = Start;
        stream.ReadExactly(bytes);
        using Stream content = Compression == CompressionKind.None
            ? new MemoryStream(bytes)
            : new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new BinaryReader(content);
        return codec.ReadBlock(reader, count);
    }
}
