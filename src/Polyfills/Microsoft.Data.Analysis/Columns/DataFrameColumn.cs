using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.ML;

namespace Microsoft.Data.Analysis;

public abstract partial class DataFrameColumn : IEnumerable
{
    internal const string MismatchedLengths = "Column lengths are mismatched";

    private readonly List<DataFrameColumnCollection> _owners = [];
    private long _length;

    protected DataFrameColumn(string name, long length, Type type)
    {
        Length = length;
        Name = name;
        DataType = type;
    }

    public long Length
    {
        get => _length;
        protected set => _length = value >= 0 ? value : throw new ArgumentOutOfRangeException();
    }

    public abstract long NullCount { get; }

    public string Name { get; private set; }

    public Type DataType { get; }

    public object this[long rowIndex]
    {
        get => GetValue(rowIndex);
        set => SetValue(rowIndex, value);
    }

    public IReadOnlyList<object> this[long startIndex, int length] => GetValues(startIndex, length);

    public static PrimitiveDataFrameColumn<T> Create<T>(string name, IEnumerable<T?> values)
        where T : unmanaged => new(name, values);

    public static PrimitiveDataFrameColumn<T> Create<T>(string name, IEnumerable<T> values)
        where T : unmanaged => new(name, values);

    public static StringDataFrameColumn Create(string name, IEnumerable<string> values) => new(name, values);

    public void SetName(string newName)
    {
        foreach (DataFrameColumnCollection owner in _owners)
            owner.RenameIndex(Name, newName);
        Name = newName;
    }

    [Obsolete]
    public void SetName(string newName, DataFrame dataFrame) => SetName(newName);

    public virtual bool IsValid(long index) => NullCount == 0 || this[index] != null;

    protected abstract object GetValue(long rowIndex);

    protected abstract IReadOnlyList<object> GetValues(long startIndex, int length);

    protected abstract void SetValue(long rowIndex, object value);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumeratorCore();

    protected abstract IEnumerator GetEnumeratorCore();

    protected internal virtual void Resize(long length) => throw new NotImplementedException();

    public DataFrameColumn Clone(long numberOfNullsToAppend = 0) => CloneImplementation(numberOfNullsToAppend);

    public DataFrameColumn Clone(DataFrameColumn mapIndices, bool invertMapIndices = false, long numberOfNullsToAppend = 0)
        => CloneImplementation(mapIndices, invertMapIndices, numberOfNullsToAppend);

    protected abstract DataFrameColumn CloneImplementation(DataFrameColumn mapIndices, bool invertMapIndices, long numberOfNullsToAppend);

    protected abstract DataFrameColumn CloneImplementation(long numberOfNullsToAppend = 0);

    public DataFrameColumn Sort(bool ascending = true, bool putNullValuesLast = true) => Clone(GetSortIndices(ascending, putNullValuesLast));

    protected internal abstract PrimitiveDataFrameColumn<long> GetSortIndices(bool ascending, bool putNullValuesLast);

    public virtual Dictionary<TKey, ICollection<long>> GroupColumnValues<TKey>(out HashSet<long> nullIndices) => throw new NotImplementedException();

    public abstract Dictionary<long, ICollection<long>> GetGroupedOccurrences(DataFrameColumn other, out HashSet<long> otherColumnNullIndices);

    /// <summary>For each row whose value occurs in the other column, the rows where it does.</summary>
    protected Dictionary<long, ICollection<long>> GetGroupedOccurrences<TKey>(DataFrameColumn other, out HashSet<long> otherColumnNullIndices)
    {
        if (DataType != other.DataType)
            throw new ArgumentException($"Expected column to hold values of type {DataType}", nameof(other));
        Dictionary<TKey, ICollection<long>> rowsOfKey = other.GroupColumnValues<TKey>(out otherColumnNullIndices);
        Dictionary<long, ICollection<long>> occurrences = [];
        for (long i = 0; i < Length; i++)
            if (this[i] is TKey key && rowsOfKey.TryGetValue(key, out ICollection<long> rows))
                occurrences.Add(i, rows);
        return occurrences;
    }

    public virtual DataFrame ValueCounts() => throw new NotImplementedException();

    public virtual GroupBy GroupBy(int columnIndex, DataFrame parent) => throw new NotImplementedException();

    public virtual DataFrameColumn FillNulls(object value, bool inPlace = false) => FillNullsImplementation(value, inPlace);

    protected abstract DataFrameColumn FillNullsImplementation(object value, bool inPlace);

    public virtual DataFrameColumn DropNulls() => DropNullsImplementation();

    protected abstract DataFrameColumn DropNullsImplementation();

    public virtual DataFrameColumn Clamp<U>(U min, U max, bool inPlace = false) => ClampImplementation(min, max, inPlace);

    protected virtual DataFrameColumn ClampImplementation<U>(U min, U max, bool inPlace) => throw new NotImplementedException();

    public virtual DataFrameColumn Filter<U>(U min, U max) => FilterImplementation(min, max);

    protected virtual DataFrameColumn FilterImplementation<U>(U min, U max) => throw new NotImplementedException();

    protected internal virtual Delegate GetDataViewGetter(DataViewRowCursor cursor) => throw new NotImplementedException();

    protected internal virtual void AddDataViewColumn(DataViewSchema.Builder builder) => throw new NotImplementedException();

    protected internal virtual void AddValueUsingCursor(DataViewRowCursor cursor, Delegate ValueGetter) => throw new NotImplementedException();

    protected internal virtual Delegate GetValueGetterUsingCursor(DataViewRowCursor cursor, DataViewSchema.Column schemaColumn) => throw new NotImplementedException();

    public virtual bool IsNumericColumn() => false;

    public virtual bool HasDescription() => false;

    public virtual StringDataFrameColumn Info() => new(Name, [DataType.ToString(), (Length - NullCount).ToString()]);

    public virtual DataFrameColumn Description() => throw new NotImplementedException();

    public override string ToString() => ToString(DataFrame.RowsShown);

    public string ToString(long rowsToShow)
    {
        StringBuilder text = new(Name);
        for (long i = 0; i < Math.Min(Length, rowsToShow); i++)
            text.Append(this[i] ?? "null").AppendLine();
        if (rowsToShow < Length)
            text.AppendLine($"  ... {rowsToShow} of total {Length}");
        return text.Append($"Name: {Name}, Type: {DataType}").ToString();
    }

    internal void AddOwner(DataFrameColumnCollection owner)
    {
        if (!_owners.Contains(owner))
            _owners.Add(owner);
    }

    internal void RemoveOwner(DataFrameColumnCollection owner) => _owners.Remove(owner);

    /// <summary>The rows that a column of indices names, or where a mask is true; null indices stay.</summary>
    internal List<long?> MappedRows(DataFrameColumn mapIndices, bool invertMapIndices)
    {
        List<long?> rows = new((int)mapIndices.Length);
        switch (mapIndices)
        {
            case PrimitiveDataFrameColumn<bool> mask:
                if (mask.Length > Length)
                    throw new ArgumentException("MapIndices exceeds column length", "boolColumn");
                for (long i = 0; i < mask.Length; i++)
                    if (mask[i] == true)
                        rows.Add(i);
                return rows;
            case PrimitiveDataFrameColumn<long> indices:
                rows.AddRange(indices);
                break;
            case PrimitiveDataFrameColumn<int> indices:
                foreach (int? index in indices)
                    rows.Add(index);
                break;
            default:
                throw new ArgumentException($"Expected value to be of type {typeof(long)}, {typeof(int)} or {typeof(bool)}", nameof(mapIndices));
        }
        if (invertMapIndices)
            rows.Reverse();
        return rows;
    }

    /// <summary>
    /// The order of rows for a sort: those with a value by their ascending order, or from its end, and the nulls in the
    /// order they are given at one end.
    /// </summary>
    internal static PrimitiveDataFrameColumn<long> SortIndices(List<long> ascendingRows, List<long> nullRows, bool ascending, bool putNullValuesLast)
    {
        if (!ascending)
            ascendingRows.Reverse();
        (List<long> first, List<long> last) = putNullValuesLast ? (ascendingRows, nullRows) : (nullRows, ascendingRows);
        return new Int64DataFrameColumn("SortIndices", first.Concat(last));
    }

    internal virtual DoubleDataFrameColumn ToDoubleColumn() => throw new NotSupportedException();

    internal virtual DecimalDataFrameColumn ToDecimalColumn() => throw new NotSupportedException();
}
