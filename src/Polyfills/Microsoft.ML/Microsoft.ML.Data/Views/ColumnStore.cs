using System;

namespace Microsoft.ML.Data;

/// <summary>The values of one column at numbered places.</summary>
internal abstract class ColumnStore
{
    /// <summary>A store that is filled from a column of a row.</summary>
    public static ColumnStore Create(DataViewRow row, DataViewSchema.Column column)
        => column.Type is VectorDataViewType vector
            ? TypeDispatch.Invoke(CreateVector<int>, vector.ItemType.RawType, row, column)
            : TypeDispatch.Invoke(CreateScalar<int>, column.Type.RawType, row, column);

    public static ColumnStore CreateForIds(DataViewRow row)
        => new Store<DataViewRowId>(row.GetIdGetter(), (in DataViewRowId source, ref DataViewRowId destination) => destination = source);

    /// <summary>Keeps the row's current value at a place: one already used, or the next one.</summary>
    public abstract void Fill(int place);

    /// <summary>A getter of the value at the place that a function tells.</summary>
    public abstract Delegate MakeGetter(Func<int> place);

    private static ColumnStore CreateScalar<T>(DataViewRow row, DataViewSchema.Column column)
        => new Store<T>(row.GetGetter<T>(column), (in T source, ref T destination) => destination = source);

    private static ColumnStore CreateVector<T>(DataViewRow row, DataViewSchema.Column column)
        => new Store<VBuffer<T>>(row.GetGetter<VBuffer<T>>(column), (in VBuffer<T> source, ref VBuffer<T> destination) => source.CopyTo(ref destination));

    private delegate void Copier<T>(in T source, ref T destination);

    private sealed class Store<T> : ColumnStore
    {
        private readonly ValueGetter<T> _getter;
        private readonly Copier<T> _copy;
        private T[] _values = [];

        public Store(ValueGetter<T> getter, Copier<T> copy)
        {
            _getter = getter;
            _copy = copy;
        }

        public override void Fill(int place)
        {
            if (place >= _values.Length)
                Array.Resize(ref _values, (int)Math.Min(Math.Max(16L, 2L * _values.Length), Array.MaxLength));
            _getter(ref _values[place]);
        }

        public override Delegate MakeGetter(Func<int> place)
            => (ValueGetter<T>)((ref T value) => _copy(in _values[place()], ref value));
    }
}
