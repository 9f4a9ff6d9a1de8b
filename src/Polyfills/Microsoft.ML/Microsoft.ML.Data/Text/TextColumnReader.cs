using System;
using System.Collections.Generic;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Turns the fields of the current line into a column's value.</summary>
internal abstract class TextColumnReader
{
    /// <summary>A <see cref="ValueGetter{TValue}"/> of the current value.</summary>
    public abstract Delegate Getter { get; }

    public static TextColumnReader Create(TextColumn column, TextLayout layout)
        => TypeDispatch.Invoke(CreateReader<int>, column.Type.GetItemType().RawType, column, layout);

    /// <summary>Takes the values from a line's fields.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="fieldCount">The number of fields in the line.</param>
    /// <param name="line">The line's number.</param>
    public abstract void Read(TextFields fields, int fieldCount, long line);

    private static TextColumnReader CreateReader<T>(TextColumn column, TextLayout layout)
        => column.Type is VectorDataViewType ? new VectorReader<T>(column, layout) : new ScalarReader<T>(column, layout);

    private abstract class Reader<T> : TextColumnReader
    {
        private readonly TextParser<T> _parser;
        private readonly bool _hasMissing;

        protected Reader(TextColumn column, TextLayout layout)
        {
            Column = column;
            var itemType = (PrimitiveDataViewType)column.Type.GetItemType();
            _parser = TextValues.ParserFor<T>(itemType, layout.DecimalMarker, layout.MissingRealsAsNaNs);
            _hasMissing = TextValues.HasMissing(itemType);
            EmptyIsNaN = layout.MissingRealsAsNaNs && (typeof(T) == typeof(float) || typeof(T) == typeof(double));
        }

        protected TextColumn Column { get; }

        /// <summary>Whether a field that the line lacks is NaN.</summary>
        protected bool EmptyIsNaN { get; }

        protected T Empty => Parse(default, "");

        protected T Parse(ReadOnlyMemory<char> text, string place)
        {
            if (!_parser(text, out T value) && !_hasMissing)
                throw Contracts.Except($"Could not parse value {text} in {place}");
            return value;
        }
    }

    private sealed class ScalarReader<T> : Reader<T>
    {
        private T _value;

        public ScalarReader(TextColumn column, TextLayout layout)
            : base(column, layout)
        {
        }

        public override Delegate Getter => (ValueGetter<T>)((ref T value) => value = _value);

        public override void Read(TextFields fields, int fieldCount, long line)
        {
            int index = Column.Segments[0].Min;
            int position = fields.FirstFrom(index);
            if (position < fields.Indices.Count && fields.Indices[position] == index)
                _value = Parse(fields.Texts[position], $"line {line}, column {Column.Name}");
            else
                _value = EmptyIsNaN ? Empty : default;
        }
    }

    private sealed class VectorReader<T> : Reader<T>
    {
        private readonly List<int> _slots = [];
        private readonly List<T> _values = [];
        private int _size;

        public VectorReader(TextColumn column, TextLayout layout)
            : base(column, layout)
        {
        }

        public override Delegate Getter => (ValueGetter<VBuffer<T>>)Get;

        public override void Read(TextFields fields, int fieldCount, long line)
        {
            _slots.Clear();
            _values.Clear();
            _size = 0;
            foreach (TextSegment segment in Column.Segments)
            {
                int end = segment.IsVariable ? Math.Max(fieldCount, segment.Min) : segment.End;
                ReadSegment(fields, segment.Min, end, line);
                _size += end - segment.Min;
            }
        }

        private void ReadSegment(TextFields fields, int min, int end, long line)
        {
            int position = fields.FirstFrom(min);
            for (; position < fields.Indices.Count && fields.Indices[position] < end; position++)
            {
                int slot = _size + fields.Indices[position] - min;
                Add(slot, Parse(fields.Texts[position], $"slot {slot} of column {Column.Name} in line {line}"));
            }
            if (!EmptyIsNaN || position < fields.Indices.Count)
                return;
            for (int index = Math.Max(min, fields.Indices.Count); index < end; index++)
                Add(_size + index - min, Empty);
        }

        private void Add(int slot, T value)
        {
            _slots.Add(slot);
            _values.Add(value);
        }

        private void Get(ref VBuffer<T> value)
        {
            // Sparse as long as at most half of the fields are there.
            bool isSparse = _slots.Count < _size && _slots.Count <= _size / 2;
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, _size, isSparse ? _slots.Count : _size);
            if (!isSparse)
                editor.Values.Clear();
            for (int i = 0; i < _slots.Count; i++)
            {
                editor.Values[isSparse ? i : _slots[i]] = _values[i];
                if (isSparse)
                    editor.Indices[i] = _slots[i];
            }
            value = editor.Commit();
        }
    }
}
