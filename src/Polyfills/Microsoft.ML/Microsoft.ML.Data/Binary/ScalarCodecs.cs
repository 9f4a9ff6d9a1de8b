using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Values whose bytes in memory are those in the file.</summary>
internal static class FixedSizeCodec
{
    public static BinaryCodec Create<T>(DataViewType type)
        where T : unmanaged
        => new Codec<T>(type);

    private sealed class Codec<T> : BinaryCodec<T>
        where T : unmanaged
    {
        public Codec(DataViewType type)
            : base(type)
        {
        }

        public override BlockWriter<T> CreateBlock() => new ListWriter<T>(
            Marshal.SizeOf<T>(),
            (writer, values) => writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values))));

        public override BlockReader<T> ReadBlock(BinaryReader reader, int count)
        {
            var values = new T[count];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return new ArrayReader<T>(values);
        }
    }
}

/// <summary>Eight values a byte.</summary>
internal sealed class BooleanCodec : BinaryCodec<bool>
{
    public BooleanCodec()
        : base(BooleanDataViewType.Instance)
    {
    }

    public override BlockWriter<bool> CreateBlock() => new ListWriter<bool>(1, (writer, values) =>
    {
        for (int start = 0; start < values.Count; start += 8)
        {
            int bits = 0;
            for (int i = start; i < Math.Min(start + 8, values.Count); i++)
                bits |= (values[i] ? 1 : 0) << (i - start);
            writer.Write((byte)bits);
        }
    });

    public override BlockReader<bool> ReadBlock(BinaryReader reader, int count)
    {
        var values = new bool[count];
        int bits = 0;
        for (int i = 0; i < count; i++)
        {
            bits = i % 8 == 0 ? reader.ReadByte() : bits >> 1;
            values[i] = (bits & 1) != 0;
        }
        return new ArrayReader<bool>(values);
    }
}

/// <summary>Ticks; the kind of time is lost.</summary>
internal sealed class DateTimeCodec : BinaryCodec<DateTime>
{
    public DateTimeCodec()
        : base(DateTimeDataViewType.Instance)
    {
    }

    public override BlockWriter<DateTime> CreateBlock() => new ListWriter<DateTime>(sizeof(long), (writer, values) =>
    {
        foreach (DateTime value in values)
            writer.Write(value.Ticks);
    });

    public override BlockReader<DateTime> ReadBlock(BinaryReader reader, int count)
    {
        var values = new DateTime[count];
        for (int i = 0; i < count; i++)
            values[i] = new DateTime(reader.ReadInt64());
        return new ArrayReader<DateTime>(values);
    }
}

/// <summary>All offsets, in minutes, and then all clock times, in ticks.</summary>
internal sealed class DateTimeOffsetCodec : BinaryCodec<DateTimeOffset>
{
    public DateTimeOffsetCodec()
        : base(DateTimeOffsetDataViewType.Instance)
    {
    }

    public override BlockWriter<DateTimeOffset> CreateBlock() => new ListWriter<DateTimeOffset>(sizeof(short) + sizeof(long), (writer, values) =>
    {
        foreach (DateTimeOffset value in values)
            writer.Write((short)value.Offset.TotalMinutes);
        foreach (DateTimeOffset value in values)
            writer.Write(value.DateTime.Ticks);
    });

    public override BlockReader<DateTimeOffset> ReadBlock(BinaryReader reader, int count)
    {
        TimeSpan[] offsets = Enumerable.Range(0, count).Select(_ => TimeSpan.FromMinutes(reader.ReadInt16())).ToArray();
        return new ArrayReader<DateTimeOffset>(Array.ConvertAll(offsets, offset => new DateTimeOffset(reader.ReadInt64(), offset)));
    }
}

/// <summary>Where each text ends, in characters, and then all texts as one.</summary>
internal sealed class TextCodec : BinaryCodec<ReadOnlyMemory<char>>
{
    // Older files set the other bit for texts that are missing.
    private const int EndMask = int.MaxValue;

    public TextCodec()
        : base(TextDataViewType.Instance)
    {
    }

    public override BlockWriter<ReadOnlyMemory<char>> CreateBlock() => new Writer();

    public override BlockReader<ReadOnlyMemory<char>> ReadBlock(BinaryReader reader, int count)
    {
        Contracts.CheckDecode(reader.ReadInt32() == count);
        var ends = new int[count];
        int previous = 0;
        for (int i = 0; i < count; i++)
        {
            ends[i] = reader.ReadInt32();
            Contracts.CheckDecode((ends[i] & EndMask) >= previous);
            previous = ends[i] & EndMask;
        }
        string text = reader.ReadString();
        Contracts.CheckDecode(text.Length == previous);
        return new Reader(text, ends);
    }

    private sealed class Writer : BlockWriter<ReadOnlyMemory<char>>
    {
        private readonly StringBuilder _text = new();
        private readonly List<int> _ends = [];

        public override long Size => sizeof(int) * (1L + _ends.Count) + _text.Length;

        public override void Add(in ReadOnlyMemory<char> value)
        {
            _text.Append(value);
            _ends.Add(_text.Length);
        }

        public override void Write(BinaryWriter writer)
        {
            writer.Write(_ends.Count);
            foreach (int end in _ends)
                writer.Write(end);
            writer.Write(_text.ToString());
        }
    }

    private sealed class Reader : BlockReader<ReadOnlyMemory<char>>
    {
        private readonly string _text;
        private readonly int[] _ends;

        public Reader(string text, int[] ends)
        {
            _text = text;
            _ends = ends;
        }

        public override void Get(int index, ref ReadOnlyMemory<char> value)
        {
            int start = index == 0 ? 0 : _ends[index - 1] & EndMask;
            value = _ends[index] < 0 ? default : _text.AsMemory(start, _ends[index] - start);
        }
    }
}

/// <summary>Collects values and has them written at once.</summary>
internal sealed class ListWriter<T> : BlockWriter<T>
{
    private readonly List<T> _values = [];
    private readonly int _valueSize;
    private readonly Action<BinaryWriter, List<T>> _write;

    public ListWriter(int valueSize, Action<BinaryWriter, List<T>> write)
    {
        _valueSize = valueSize;
        _write = write;
    }

    public override long Size => (long)_valueSize * _values.Count;

    public override void Add(in T value) => _values.Add(value);

    public override void Write(BinaryWriter writer) => _write(writer, _values);
}

internal sealed class ArrayReader<T> : BlockReader<T>
{
    private readonly T[] _values;

    public ArrayReader(T[] values) => _values = values;

    public override void Get(int index, ref T value) => value = _values[index];
}
