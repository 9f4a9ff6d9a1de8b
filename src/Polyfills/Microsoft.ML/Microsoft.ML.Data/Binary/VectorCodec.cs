using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// The number of vectors, their length (0 and then each one's, if they differ), each one's number of explicit values (-1 if dense), all
/// indices, and all values in the item type's layout.
/// </summary>
internal sealed class VectorCodec<T> : BinaryCodec<VBuffer<T>>
{
    private const int Dense = -1;

    private readonly int _size;
    private readonly BinaryCodec<T> _items;

    public VectorCodec(VectorDataViewType type, BinaryCodec<T> items)
        : base(type)
    {
        _size = type.Size;
        _items = items;
    }

    public override BlockWriter<VBuffer<T>> CreateBlock() => new Writer(_size, _items.CreateBlock());

    public override BlockReader<VBuffer<T>> ReadBlock(BinaryReader reader, int count)
    {
        Contracts.CheckDecode(reader.ReadInt32() == count);
        int size = reader.ReadInt32();
        Contracts.CheckDecode(_size > 0 ? size == _size : size >= 0);
        int[] lengths = size > 0 ? Enumerable.Repeat(size, count).ToArray() : ReadInts(reader, count);
        int[] counts = ReadInts(reader, count);
        int[] indices = ReadInts(reader, reader.ReadInt32());

        var starts = new (int Value, int Index)[count];
        int values = 0;
        int sparseValues = 0;
        for (int i = 0; i < count; i++)
        {
            starts[i] = (values, sparseValues);
            Contracts.CheckDecode(lengths[i] >= 0 && counts[i] >= Dense && counts[i] < Math.Max(lengths[i], 1));
            if (counts[i] == Dense)
            {
                values = checked(values + lengths[i]);
                continue;
            }
            CheckIndices(indices, sparseValues, counts[i], lengths[i]);
            values += counts[i];
            sparseValues += counts[i];
        }
        return new Reader(lengths, counts, indices, starts, _items.ReadBlock(reader, values));
    }

    private static int[] ReadInts(BinaryReader reader, int count)
    {
        Contracts.CheckDecode(count >= 0);
        var values = new int[count];
        for (int i = 0; i < count; i++)
            values[i] = reader.ReadInt32();
        return values;
    }

    private static void CheckIndices(int[] indices, int start, int count, int length)
    {
        Contracts.CheckDecode(start + count <= indices.Length);
        int previous = -1;
        foreach (int index in indices.AsSpan(start, count))
        {
            Contracts.CheckDecode(previous < index);
            previous = index;
        }
        Contracts.CheckDecode(previous < length);
    }

    private sealed class Writer : BlockWriter<VBuffer<T>>
    {
        private readonly int _size;
        private readonly BlockWriter<T> _values;
        private readonly List<int> _lengths = [];
        private readonly List<int> _counts = [];
        private readonly List<int> _indices = [];

        public Writer(int size, BlockWriter<T> values)
        {
            _size = size;
            _values = values;
        }

        public override long Size => sizeof(int) * (3L + (_size > 0 ? 0 : _lengths.Count) + _counts.Count + _indices.Count) + _values.Size;

        public override void Add(in VBuffer<T> value)
        {
            Contracts.Check(_size == 0 || value.Length == _size, $"Length mismatch: expected {_size} slots but got {value.Length}");
            ReadOnlySpan<T> values = value.GetValues();
            _lengths.Add(value.Length);
            _counts.Add(value.IsDense ? Dense : values.Length);
            _indices.AddRange(value.GetIndices());
            foreach (T item in values)
                _values.Add(in item);
        }

        public override void Write(BinaryWriter writer)
        {
            int length = _lengths.Distinct().Count() == 1 ? _lengths[0] : 0;
            writer.Write(_counts.Count);
            writer.Write(_size > 0 ? _size : length);
            if (_size == 0 && length == 0)
                WriteInts(writer, _lengths);
            WriteInts(writer, _counts);
            writer.Write(_indices.Count);
            WriteInts(writer, _indices);
            _values.Write(writer);
        }

        private static void WriteInts(BinaryWriter writer, List<int> values)
        {
            foreach (int value in values)
                writer.Write(value);
        }
    }

    private sealed class Reader : BlockReader<VBuffer<T>>
    {
        private readonly int[] _lengths;
        private readonly int[] _counts;
        private readonly int[] _indices;
        private readonly (int Value, int Index)[] _starts;
        private readonly BlockReader<T> _values;

        public Reader(int[] lengths, int[] counts, int[] indices, (int Value, int Index)[] starts, BlockReader<T> values)
        {
            _lengths = lengths;
            _counts = counts;
            _indices = indices;
            _starts = starts;
            _values = values;
        }

        public override void Get(int index, ref VBuffer<T> value)
        {
            bool isDense = _counts[index] == Dense;
            int count = isDense ? _lengths[index] : _counts[index];
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, _lengths[index], count);
            for (int i = 0; i < count; i++)
                _values.Get(_starts[index].Value + i, ref editor.Values[i]);
            if (!isDense)
                _indices.AsSpan(_starts[index].Index, count).CopyTo(editor.Indices);
            value = editor.Commit();
        }
    }
}
