using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>A column of vectors; it has no nulls, an empty vector stands where one would be.</summary>
public class VBufferDataFrameColumn<T> : DataFrameColumn, IEnumerable<VBuffer<T>>
{
    private readonly List<VBuffer<T>> _values;

    public VBufferDataFrameColumn(string name, long length = 0)
        : base(name, length, typeof(VBuffer<T>))
        => _values = Enumerable.Repeat(default(VBuffer<T>), checked((int)length)).ToList();

    public VBufferDataFrameColumn(string name, IEnumerable<VBuffer<T>> values)
        : base(name, 0, typeof(VBuffer<T>))
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = values.ToList();
        Length = _values.Count;
    }

    public override long NullCount => 0;

    public new VBuffer<T> this[long rowIndex]
    {
        get => GetTypedValue(rowIndex);
        set => SetTypedValue(rowIndex, value);
    }

    public void Append(VBuffer<T> value)
    {
        _values.Add(value);
        Length++;
    }

    public IEnumerator<VBuffer<T>> GetEnumerator() => _values.GetEnumerator();

    public new VBufferDataFrameColumn<T> Clone(long numberOfNullsToAppend = 0) => (VBufferDataFrameColumn<T>)CloneImplementation(numberOfNullsToAppend);

    public new VBufferDataFrameColumn<T> Clone(DataFrameColumn mapIndices, bool invertMapIndices, long numberOfNullsToAppend)
        => (VBufferDataFrameColumn<T>)CloneImplementation(mapIndices, invertMapIndices, numberOfNullsToAppend);

    public override Dictionary<long, ICollection<long>> GetGroupedOccurrences(DataFrameColumn other, out HashSet<long> otherColumnNullIndices)
        => GetGroupedOccurrences<string>(other, out otherColumnNullIndices);

    protected VBuffer<T> GetTypedValue(long rowIndex) => _values[CheckIndex(rowIndex)];

    protected void SetTypedValue(long rowIndex, VBuffer<T> value) => _values[CheckIndex(rowIndex)] = value;

    protected override object GetValue(long rowIndex) => GetTypedValue(rowIndex);

    protected override IReadOnlyList<object> GetValues(long startIndex, int length)
        => _values.Skip(CheckIndex(startIndex)).Take(length).Cast<object>().ToList();

    protected override void SetValue(long rowIndex, object value)
    {
        if (value is null)
            throw new NotSupportedException("Null values are not supported by VBufferDataFrameColumn");
        SetTypedValue(rowIndex, value is VBuffer<T> vector ? vector : throw new ArgumentException($"Expected value to be of type {typeof(VBuffer<T>)}", nameof(value)));
    }

    protected internal override void Resize(long length)
    {
        if (length < Length)
            throw new ArgumentException("Cannot resize down", nameof(length));
        while (Length < length)
            Append(default);
    }

    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    protected override DataFrameColumn CloneImplementation(long numberOfNullsToAppend) => new VBufferDataFrameColumn<T>(Name, _values);

    protected override DataFrameColumn CloneImplementation(DataFrameColumn mapIndices, bool invertMapIndices = false, long numberOfNullsToAppend = 0)
        => mapIndices is null
            ? Clone()
            : new VBufferDataFrameColumn<T>(Name, MappedRows(mapIndices, invertMapIndices).Select(row => row is { } index ? this[index] : default));

    protected override DataFrameColumn FillNullsImplementation(object value, bool inPlace) => inPlace ? this : Clone();

    protected override DataFrameColumn DropNullsImplementation() => Clone();

    protected internal override PrimitiveDataFrameColumn<long> GetSortIndices(bool ascending, bool putNullValuesLast) => throw new NotImplementedException();

    protected internal override void AddDataViewColumn(DataViewSchema.Builder builder)
        => builder.AddColumn(Name, new VectorDataViewType(DataViewKinds.TypeOf(typeof(T))));

    protected internal override Delegate GetDataViewGetter(DataViewRowCursor cursor)
        => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => value = this[cursor.Position]);

    protected internal override Delegate GetValueGetterUsingCursor(DataViewRowCursor cursor, DataViewSchema.Column schemaColumn)
        => cursor.GetGetter<VBuffer<T>>(schemaColumn);

    protected internal override void AddValueUsingCursor(DataViewRowCursor cursor, Delegate getter)
    {
        VBuffer<T> value = default;
        ((ValueGetter<VBuffer<T>>)getter)(ref value);
        long row = cursor.Position;
        if (row < Length)
            this[row] = value;
        else if (row == Length)
            Append(value);
        else
            throw new IndexOutOfRangeException(nameof(row));
    }

    private int CheckIndex(long rowIndex)
        => rowIndex < Length ? (int)rowIndex : throw new ArgumentOutOfRangeException("Index cannot be greater than the Column's Length", nameof(rowIndex));
}
