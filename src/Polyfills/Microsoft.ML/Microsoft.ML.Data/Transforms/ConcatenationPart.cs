using System;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The values that one input gives to a concatenated vector.</summary>
internal abstract class ConcatenationPart<T>
{
    /// <summary>The number of slots it takes.</summary>
    public abstract int Length { get; }

    /// <summary>The number of slots whose values are given; the others have the default value.</summary>
    public abstract int Count { get; }

    public static ConcatenationPart<T> Create(DataViewRow row, DataViewSchema.Column column)
        => column.Type is VectorDataViewType ? new Vector(row, column) : new Scalar(row.GetGetter<T>(column));

    /// <summary>Makes the lengths those of the current row.</summary>
    public abstract void Fetch();

    public abstract void CopyAll(Span<T> destination);

    /// <summary>Copies the given values and says in which slots they are, the first one being at <paramref name="offset"/>.</summary>
    public abstract void CopyExplicit(Span<T> values, Span<int> indices, int offset);

    private sealed class Scalar(ValueGetter<T> getter) : ConcatenationPart<T>
    {
        public override int Length => 1;

        public override int Count => 1;

        public override void Fetch()
        {
        }

        public override void CopyAll(Span<T> destination) => getter(ref destination[0]);

        public override void CopyExplicit(Span<T> values, Span<int> indices, int offset)
        {
            getter(ref values[0]);
            indices[0] = offset;
        }
    }

    private sealed class Vector : ConcatenationPart<T>
    {
        private readonly ValueGetter<VBuffer<T>> _getter;
        private readonly DataViewSchema.Column _column;
        private readonly int _size;
        private VBuffer<T> _value;

        public Vector(DataViewRow row, DataViewSchema.Column column)
        {
            _getter = row.GetGetter<VBuffer<T>>(column);
            _column = column;
            _size = column.Type.GetVectorSize();
        }

        public override int Length => _value.Length;

        public override int Count => _value.GetValues().Length;

        public override void Fetch()
        {
            _getter(ref _value);
            if (_size != 0 && _value.Length != _size)
                throw Contracts.Except($"Column '{_column.Name}': expected {_size} slots, but got {_value.Length}");
        }

        public override void CopyAll(Span<T> destination) => _value.CopyTo(destination);

        public override void CopyExplicit(Span<T> values, Span<int> indices, int offset)
        {
            _value.GetValues().CopyTo(values);
            ReadOnlySpan<int> slots = _value.GetIndices();
            for (int i = 0; i < indices.Length; i++)
                indices[i] = offset + (_value.IsDense ? i : slots[i]);
        }
    }
}
