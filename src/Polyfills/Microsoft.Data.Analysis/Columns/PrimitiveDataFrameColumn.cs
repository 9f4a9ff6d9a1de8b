using System;
using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

/// <summary>A column of values of one unmanaged type, each of which may be null.</summary>
public partial class PrimitiveDataFrameColumn<T> : DataFrameColumn, IEnumerable<T?>
    where T : unmanaged
{
    public PrimitiveDataFrameColumn(string name, IEnumerable<T?> values)
        : this(name, new ColumnStore<T>())
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (T? value in values)
            Append(value);
    }

    public PrimitiveDataFrameColumn(string name, IEnumerable<T> values)
        : this(name, new ColumnStore<T>())
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (T value in values)
            Append(value);
    }

    public PrimitiveDataFrameColumn(string name, long length = 0)
        : this(name, new ColumnStore<T>())
        => AppendMany(null, length);

    internal PrimitiveDataFrameColumn(string name, ColumnStore<T> store)
        : base(name, store.Length, typeof(T))
        => Store = store;

    public override long NullCount => Store.NullCount;

    internal ColumnStore<T> Store { get; }

    public new T? this[long rowIndex]
    {
        get => Store[rowIndex];
        set => Store[rowIndex] = value;
    }

    public new IReadOnlyList<T?> this[long startIndex, int length]
    {
        get
        {
            List<T?> values = new(length);
            for (long i = CheckStart(startIndex); i < Math.Min(Length, startIndex + length); i++)
                values.Add(this[i]);
            return values;
        }
    }

    public IEnumerable<ReadOnlyMemory<T>> GetReadOnlyDataBuffers() => Length == 0 ? [] : [Store.Memory];

    public void Append(T? value)
    {
        Store.Append(value);
        Length++;
    }

    public void AppendMany(T? value, long count)
    {
        Store.AppendMany(value, count);
        Length += count;
    }

    public override bool IsValid(long index) => Store.IsValid(index);

    public IEnumerator<T?> GetEnumerator() => Store.GetEnumerator();

    public override bool IsNumericColumn() => Type.GetTypeCode(typeof(T)) is >= TypeCode.SByte and <= TypeCode.Decimal;

    public PrimitiveDataFrameColumn<T> Apply(Func<T, T> func, bool inPlace = false)
    {
        PrimitiveDataFrameColumn<T> column = inPlace ? this : Clone();
        Span<T> values = column.Store.Values;
        for (int i = 0; i < values.Length; i++)
            if (column.Store.Valid[i])
                values[i] = func(values[i]);
        return column;
    }

    [Obsolete("Method is obsolete, use Apply(Func<T, T> func, bool inPlace = false) instead")]
    public PrimitiveDataFrameColumn<TResult> Apply<TResult>(Func<T?, TResult?> func)
        where TResult : unmanaged
    {
        PrimitiveDataFrameColumn<TResult> result = new("Result");
        foreach (T? value in this)
            result.Append(func(value));
        return result;
    }

    protected virtual PrimitiveDataFrameColumn<T> CreateNewColumn(string name, long length = 0) => new(name, length);

    /// <summary>A column of the same kind and name with other values.</summary>
    internal virtual PrimitiveDataFrameColumn<T> WithStore(ColumnStore<T> store) => new(Name, store);

    protected T? GetTypedValue(long rowIndex) => this[rowIndex];

    protected override object GetValue(long rowIndex) => this[rowIndex];

    protected override IReadOnlyList<object> GetValues(long startIndex, int length)
    {
        List<object> values = new(length);
        for (long i = CheckStart(startIndex); i < Math.Min(Length, startIndex + length); i++)
            values.Add(this[i]);
        return values;
    }

    protected override void SetValue(long rowIndex, object value)
    {
        if (value is not null and not T)
            throw new ArgumentException($"Expected value to be of type {DataType}", nameof(value));
        this[rowIndex] = (T?)value;
    }

    protected internal override void Resize(long length)
    {
        Store.Resize(length);
        Length = Store.Length;
    }

    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    private long CheckStart(long startIndex) => startIndex < Length ? startIndex : throw new ArgumentOutOfRangeException(nameof(startIndex));
}
