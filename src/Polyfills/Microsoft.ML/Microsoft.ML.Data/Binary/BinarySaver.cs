using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Writes rows as blocks of columns: the header, the blocks, for each column where its blocks are, its annotations, and the table of
/// contents.
/// </summary>
internal sealed class BinarySaver
{
    private const int MaxRowsPerBlock = 1 << 13;
    private const long MaxBytesPerBlock = 80 << 20;

    private readonly Stream _stream;
    private readonly BinaryWriter _writer;

    private BinarySaver(Stream stream)
    {
        _stream = stream;
        _writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Writes columns of a view to a stream that can seek and stands at its beginning.</summary>
    public static void Save(IDataView data, DataViewSchema.Column[] columns, Stream stream)
    {
        Contracts.CheckParam(stream.CanWrite, nameof(stream), "cannot save to non-writable stream");
        Contracts.CheckParam(stream.CanSeek, nameof(stream), "cannot save to non-seekable stream");
        Contracts.CheckParam(stream.Position == 0, nameof(stream), "stream must be positioned at head of stream");
        var saver = new BinarySaver(stream);
        using (saver._writer)
            saver.Save(data, columns);
    }

    private void Save(IDataView data, DataViewSchema.Column[] columns)
    {
        _writer.Write(new byte[BinaryHeader.Size]);
        ColumnBlocks[] blocks;
        long rowCount;
        int rowsPerBlock;
        using (DataViewRowCursor cursor = data.GetRowCursor(columns))
        {
            blocks = columns.Select(column => TypeDispatch.Invoke(CreateBlocks<int>, column.Type.RawType, (DataViewRow)cursor, column)).ToArray();
            (rowCount, rowsPerBlock) = WriteBlocks(cursor, blocks);
        }
        long[] lookups = Array.ConvertAll(blocks, WriteLookup);
        long[] annotations = Array.ConvertAll(columns, WriteAnnotations);

        long tableOfContents = _stream.Position;
        for (int i = 0; i < columns.Length; i++)
        {
            _writer.Write(columns[i].Name);
            BinaryCodec.WriteType(_writer, columns[i].Type);
            _writer.Write((byte)CompressionKind.Deflate);
            _writer.Write7BitEncodedInt(rowsPerBlock);
            _writer.Write(lookups[i]);
            _writer.Write(annotations[i]);
        }
        long tail = _stream.Position;
        _writer.Write(BinaryHeader.TailSignature);
        _stream.Position = 0;
        new BinaryHeader(tableOfContents, tail, rowCount, columns.Length).Write(_writer);
    }

    /// <summary>All blocks have the rows of the first, which is as large as it may be.</summary>
    private (long RowCount, int RowsPerBlock) WriteBlocks(DataViewRowCursor cursor, ColumnBlocks[] columns)
    {
        long rowCount = 0;
        int rowsPerBlock = MaxRowsPerBlock;
        int inBlock = 0;
        while (cursor.MoveNext())
        {
            foreach (ColumnBlocks column in columns)
                column.Add();
            rowCount++;
            inBlock++;
            if (rowCount == inBlock && columns.Sum(column => column.Size) > MaxBytesPerBlock)
                rowsPerBlock = inBlock;
            if (inBlock < rowsPerBlock)
                continue;
            Flush(columns);
            inBlock = 0;
        }
        if (inBlock > 0)
            Flush(columns);
        return (rowCount, (int)Math.Clamp(rowCount, 1, rowsPerBlock));
    }

    private void Flush(ColumnBlocks[] columns)
    {
        foreach (ColumnBlocks column in columns)
            column.Flush(_writer);
    }

    /// <returns>Where the places of the column's blocks begin.</returns>
    private long WriteLookup(ColumnBlocks column)
    {
        long start = _stream.Position;
        foreach ((long position, int length, int plainLength) in column.Places)
        {
            _writer.Write(position);
            _writer.Write(length);
            _writer.Write(plainLength);
        }
        return start;
    }

    /// <returns>Where the list of the column's annotations begins, 0 if there is none.</returns>
    private long WriteAnnotations(DataViewSchema.Column column)
    {
        var kept = new List<(DataViewSchema.Column Annotation, BinaryBlock Block)>();
        foreach (DataViewSchema.Column annotation in column.Annotations.Schema)
        {
            if (BinaryCodec.For(annotation.Type) is { } codec)
                kept.Add((annotation, TypeDispatch.Invoke(WriteAnnotation<int>, annotation.Type.RawType, column.Annotations, annotation, codec)));
        }
        if (kept.Count == 0)
            return 0;
        long start = _stream.Position;
        _writer.Write7BitEncodedInt(kept.Count);
        foreach ((DataViewSchema.Column annotation, BinaryBlock block) in kept)
        {
            _writer.Write(annotation.Name);
            BinaryCodec.WriteType(_writer, annotation.Type);
            _writer.Write((byte)block.Compression);
            _writer.Write(block.Start);
            _writer.Write7BitEncodedInt64(block.Length);
        }
        return start;
    }

    private BinaryBlock WriteAnnotation<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation, BinaryCodec codec)
    {
        T value = default;
        annotations.GetValue(annotation.Name, ref value);
        BlockWriter<T> block = ((BinaryCodec<T>)codec).CreateBlock();
        block.Add(in value);
        byte[] plain = BytesOf(block);
        byte[] compressed = BinaryBlock.Compress(plain);
        bool isSmaller = compressed.Length < plain.Length;
        long start = _stream.Position;
        _writer.Write(isSmaller ? compressed : plain);
        return new BinaryBlock(start, (int)(_stream.Position - start), isSmaller ? CompressionKind.Deflate : CompressionKind.None);
    }

    private static byte[] BytesOf<T>(BlockWriter<T> block)
    {
        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain))
            block.Write(writer);
        return plain.ToArray();
    }

    private static ColumnBlocks CreateBlocks<T>(DataViewRow row, DataViewSchema.Column column)
        => new ColumnBlocks<T>(row.GetGetter<T>(column), (BinaryCodec<T>)BinaryCodec.For(column.Type));

    private abstract class ColumnBlocks
    {
        /// <summary>Of each block written its place, its length there and its length before compression.</summary>
        public List<(long Position, int Length, int PlainLength)> Places { get; } = [];

        /// <summary>About how many bytes the block at hand takes.</summary>
        public abstract long Size { get; }

        /// <summary>Adds the row's value to the block at hand.</summary>
        public abstract void Add();

        /// <summary>Writes the block at hand and begins the next.</summary>
        public abstract void Flush(BinaryWriter writer);
    }

    private sealed class ColumnBlocks<T> : ColumnBlocks
    {
        private readonly ValueGetter<T> _getter;
        private readonly BinaryCodec<T> _codec;
        private BlockWriter<T> _block;
        private T _value;

        public ColumnBlocks(ValueGetter<T> getter, BinaryCodec<T> codec)
        {
            _getter = getter;
            _codec = codec;
            _block = codec.CreateBlock();
        }

        public override long Size => _block.Size;

        public override void Add()
        {
            _getter(ref _value);
            _block.Add(in _value);
        }

        public override void Flush(BinaryWriter writer)
        {
            byte[] plain = BytesOf(_block);
            byte[] compressed = BinaryBlock.Compress(plain);
            Places.Add((writer.BaseStream.Position, compressed.Length, plain.Length));
            writer.Write(compressed);
            _block = _codec.CreateBlock();
        }
    }
}
