using System;
using System.Collections.Generic;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the different values of a column, up to a limit.</summary>
internal abstract class KeyCollector
{
    public abstract bool WantsMore { get; }

    public static KeyCollector Create(DataViewRow row, DataViewSchema.Column input, int limit)
        => TypeDispatch.Invoke(CreateCore<int>, input.Type.GetItemType().RawType, row, input, limit);

    public abstract void CollectRow();

    public abstract KeyMap Finish(bool sorted);

    private static KeyCollector CreateCore<T>(DataViewRow row, DataViewSchema.Column input, int limit) => new KeyCollector<T>(row, input, limit);
}

internal sealed class KeyCollector<T> : KeyCollector
{
    private readonly PrimitiveDataViewType _itemType;
    private readonly ValueGetter<T> _scalar;
    private readonly ValueGetter<VBuffer<T>> _vector;
    private readonly int _limit;
    private readonly List<T> _values = [];
    private readonly HashSet<T> _seen = new(KeyValueComparer<T>.Instance);
    private T _value;
    private VBuffer<T> _buffer;

    public KeyCollector(DataViewRow row, DataViewSchema.Column input, int limit)
    {
        _itemType = (PrimitiveDataViewType)input.Type.GetItemType();
        _limit = limit;
        if (input.Type is VectorDataViewType)
            _vector = row.GetGetter<VBuffer<T>>(input);
        else
            _scalar = row.GetGetter<T>(input);
        // The missing value never becomes a key: as if it had been there before.
        if (_itemType is KeyDataViewType or TextDataViewType || typeof(T) == typeof(float) || typeof(T) == typeof(double))
            _seen.Add(MissingValue<T>.OrDefault);
    }

    public override bool WantsMore => _values.Count < _limit;

    public override void CollectRow()
    {
        if (_scalar != null)
        {
            _scalar(ref _value);
            Add(_value);
            return;
        }
        _vector(ref _buffer);
        foreach (T value in _buffer.DenseValues())
            Add(value);
    }

    public override KeyMap Finish(bool sorted)
    {
        if (sorted)
            _values.Sort(KeyValueComparer<T>.Instance);
        return new KeyMap<T>(_itemType, _values.ToArray());
    }

    private void Add(T value)
    {
        if (!WantsMore || _seen.Contains(value))
            return;
        // The memory of a text may be reused for the next row's.
        if (value is ReadOnlyMemory<char> text)
            value = (T)(object)text.ToString().AsMemory();
        _seen.Add(value);
        _values.Add(value);
    }
}
