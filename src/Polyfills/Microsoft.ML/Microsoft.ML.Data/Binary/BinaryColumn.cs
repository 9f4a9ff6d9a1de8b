using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>An entry in a binary file's table of contents.</summary>
internal sealed class BinaryColumn
{
    private readonly CompressionKind _compression;
    private readonly long _lookup;
    private readonly long _annotations;

    private BinaryColumn(BinaryReader reader, BinaryHeader header)
    {
        Name = reader.ReadString();
        Type = BinaryCodec.ReadTypeOrNull(reader);
        _compression = (CompressionKind)reader.ReadByte();
        RowsPerBlock = reader.Read7BitEncodedInt();
        Contracts.CheckDecode(RowsPerBlock > 0 || (RowsPerBlock == 0 && header.RowCount == 0), $"Bad number of rows per block {RowsPerBlock} read");
        _lookup = reader.ReadInt64();
        _annotations = reader.ReadInt64();
        long lookupSize = header.RowCount == 0 ? 0 : 16 * ((header.RowCount - 1) / RowsPerBlock + 1);
        Contracts.CheckDecode(header.RowCount == 0 || (BinaryHeader.Size <= _lookup && _lookup <= header.Tail - lookupSize),
            "Lookup table offset out of range");
        Contracts.CheckDecode(_annotations == 0 || (BinaryHeader.Size <= _annotations && _annotations <= header.Tail),
            "Metadata TOC offset out of range");
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public int RowsPerBlock { get; }

    public BinaryBlock[] Blocks { get; private set; }

    public DataViewSchema.Annotations Annotations { get; private set; }

    /// <summary>The columns of a file that can be read; those of types and compressions to come are left out.</summary>
    public static BinaryColumn[] ReadAll(BinaryReader reader, BinaryHeader header)
    {
        reader.BaseStream.Position = header.TableOfContents;
        var columns = new BinaryColumn[header.ColumnCount];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new BinaryColumn(reader, header);
            Contracts.CheckDecode(columns[i].RowsPerBlock == columns[0].RowsPerBlock, "Different rows per block per column not supported yet");
        }
        BinaryColumn[] readable = columns.Where(column => column.Type != null && Enum.IsDefined(column._compression)).ToArray();
        foreach (BinaryColumn column in readable)
        {
            column.ReadBlocks(reader, header);
            column.ReadAnnotations(reader, header);
        }
        return readable;
    }

    private void ReadBlocks(BinaryReader reader, BinaryHeader header)
    {
        Blocks = new BinaryBlock[header.RowCount == 0 ? 0 : (header.RowCount - 1) / RowsPerBlock + 1];
        reader.BaseStream.Position = _lookup;
        for (int i = 0; i < Blocks.Length; i++)
        {
            Blocks[i] = new BinaryBlock(reader.ReadInt64(), reader.ReadInt32(), _compression);
            Contracts.CheckDecode(Blocks[i].Length >= 0, "negative compressed block length detected");
            Contracts.CheckDecode(reader.ReadInt32() >= 0, "negative decompressed block length detected");
            Contracts.CheckDecode(BinaryHeader.Size <= Blocks[i].Start && Blocks[i].Start <= header.Tail - Blocks[i].Length, "block offset out of range");
        }
    }

    private void ReadAnnotations(BinaryReader reader, BinaryHeader header)
    {
        if (_annotations == 0)
            return;
        reader.BaseStream.Position = _annotations;
        int count = reader.Read7BitEncodedInt();
        Contracts.CheckDecode(count > 0, "Bad number of metadata TOC entries read");
        var found = new List<(string Kind, DataViewType Type, BinaryBlock Block)>();
        for (int i = 0; i < count; i++)
        {
            string kind = reader.ReadString();
            DataViewType type = BinaryCodec.ReadTypeOrNull(reader);
            var compression = (CompressionKind)reader.ReadByte();
            long start = reader.ReadInt64();
            long length = reader.Read7BitEncodedInt64();
            Contracts.CheckDecode(BinaryHeader.Size <= start && start <= header.Tail, "Metadata block offset out of range");
            Contracts.CheckDecode(0 < length && length <= header.Tail - start, "Metadata block size out of range");
            if (type != null && Enum.IsDefined(compression))
                found.Add((kind, type, new BinaryBlock(start, (int)length, compression)));
        }
        var builder = new DataViewSchema.Annotations.Builder();
        foreach ((string kind, DataViewType type, BinaryBlock block) in found)
            builder.Add(kind, type, TypeDispatch.Invoke(ReadAnnotation<int>, type.RawType, reader.BaseStream, type, block));
        Annotations = builder.ToAnnotations();
    }

    private static Delegate ReadAnnotation<T>(Stream stream, DataViewType type, BinaryBlock block)
    {
        BlockReader<T> value = block.Read(stream, (BinaryCodec<T>)BinaryCodec.For(type), 1);
        return (ValueGetter<T>)((ref T destination) => value.Get(0, ref destination));
    }
}
