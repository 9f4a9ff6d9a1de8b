using System;
using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

/// <summary>
/// The values of a column, and which of them are there. A null's slot holds a value all the same, the default one
/// until an operation computes another into it; comparisons and reductions by rows see it.
/// </summary>
internal sealed class ColumnStore<T>
    where T : unmanaged
{
    private T[] _values;
    private bool[] _valid;
    private int _count;

    public ColumnStore(int capacity = 0)
    {
        _values = new T[capacity];
        _valid = new bool[capacity];
    }

    private ColumnStore(T[] values, bool[] valid, long nullCount)
    {
        (_values, _valid, _count, NullCount) = (values, valid, values.Length, nullCount);
    }

    public long Length => _count;

    public long NullCount { get; private set; }

    public Span<T> Values => _values.AsSpan(0, _count);

    public ReadOnlySpan<bool> Valid => _valid.AsSpan(0, _count);

    public ReadOnlyMemory<T> Memory => _values.AsMemory(0, _count);

    /// <summary>What the first row's slot holds, be it null or not.</summary>
    public T FirstSlot
    {
        get
        {
            CheckNotEmpty();
            return _values[0];
        }
    }

    public T? this[long index]
    {
        get
        {
            if (!IsValid(index))
                return null;
            CheckIndex(index);
            return Values[(int)index];
        }
        set
        {
            CheckIndex(index);
            Values[(int)index] = value.GetValueOrDefault();
            SetValid((int)index, value.HasValue);
        }
    }

    public bool IsValid(long index)
    {
        if (NullCount == 0)
            return true;
        return (ulong)index < (ulong)_count ? _valid[index] : throw new ArgumentOutOfRangeException(nameof(index));
    }

    public void SetValid(int index, bool valid)
    {
        if (_valid[index] != valid)
            NullCount += valid ? -1 : 1;
        _valid[index] = valid;
    }

    public void Append(T? value) => AppendMany(value, 1);

    public void AppendMany(T? value, long count)
    {
        int length = checked(_count + (int)count);
        if (length > _values.Length)
        {
            int capacity = Math.Max(length, (int)Math.Min(2L * _values.Length, Array.MaxLength));
            Array.Resize(ref _values, capacity);
            Array.Resize(ref _valid, capacity);
        }
        _values.AsSpan(_count..length).Fill(value.GetValueOrDefault());
        _valid.AsSpan(_count..length).Fill(value.HasValue);
        if (!value.HasValue)
            NullCount += count;
        _count = length;
    }

    public void Resize(long length)
    {
        if (length < Length)
            throw new ArgumentException("Cannot resize down", nameof(length));
        AppendMany(null, length - Length);
    }

    public void FillNulls(T value)
    {
        for (int i = 0; i < _count; i++)
            if (!_valid[i])
            {
                _values[i] = value;
                SetValid(i, true);
            }
    }

    public ColumnStore<T> Clone() => new(Values.ToArray(), Valid.ToArray(), NullCount);

    /// <summary>The same rows with each value converted.</summary>
    public ColumnStore<TResult> Convert<TResult>(Func<T, TResult> convert)
        where TResult : unmanaged
        => new(Array.ConvertAll(Values.ToArray(), new Converter<T, TResult>(convert)), Valid.ToArray(), NullCount);

    /// <summary>The rows of the given indices; a null index gives a null.</summary>
    public ColumnStore<T> Select(IReadOnlyCollection<long?> indices)
    {
        CheckNotEmpty();
        ColumnStore<T> selected = new(indices.Count);
        foreach (long? index in indices)
            selected.Append(index is { } row && Valid[(int)row] ? Values[(int)row] : null);
        return selected;
    }

    public IEnumerator<T?> GetEnumerator()
    {
        for (long i = 0; i < Length; i++)
            yield return this[i];
    }

    /// <summary>The real class keeps values in buffers, and an empty column has not even one to look into.</summary>
    public void CheckNotEmpty()
    {
        if (_count == 0)
            throw new ArgumentOutOfRangeException("index", "Index was out of range. Must be non-negative and less than the size of the collection.");
    }

    private void CheckIndex(long index)
    {
        if (index >= Length)
            throw new ArgumentOutOfRangeException("Index cannot be greater than the Column's Length", "rowIndex");
        CheckNotEmpty();
    }
}
