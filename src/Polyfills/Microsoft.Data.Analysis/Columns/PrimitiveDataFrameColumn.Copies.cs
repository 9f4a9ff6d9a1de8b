using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

public partial class PrimitiveDataFrameColumn<T>
{
    public new PrimitiveDataFrameColumn<T> Clone(long numberOfNullsToAppend = 0) => (PrimitiveDataFrameColumn<T>)CloneImplementation(numberOfNullsToAppend);

    public new PrimitiveDataFrameColumn<T> Clone(DataFrameColumn mapIndices, bool invertMapIndices = false, long numberOfNullsToAppend = 0)
        => (PrimitiveDataFrameColumn<T>)CloneImplementation(mapIndices, invertMapIndices, numberOfNullsToAppend);

    public PrimitiveDataFrameColumn<T> Clone(PrimitiveDataFrameColumn<long> mapIndices, bool invertMapIndices = false)
        => Clone((DataFrameColumn)mapIndices, invertMapIndices);

    public PrimitiveDataFrameColumn<T> Clone(PrimitiveDataFrameColumn<int> mapIndices, bool invertMapIndices = false)
        => Clone((DataFrameColumn)mapIndices, invertMapIndices);

    public PrimitiveDataFrameColumn<T> Clone(IEnumerable<long> mapIndices)
    {
        PrimitiveDataFrameColumn<T> column = CreateNewColumn(Name);
        foreach (long row in mapIndices.Take((int)Length)) // no more rows than there are, though one may come twice
            column.Append(this[row]);
        return column;
    }

    public PrimitiveDataFrameColumn<T> Clone(IEnumerable<int> mapIndices) => Clone(mapIndices.Select(row => (long)row));

    protected override DataFrameColumn CloneImplementation(DataFrameColumn mapIndices, bool invertMapIndices, long numberOfNullsToAppend)
    {
        if (mapIndices is null)
            return Clone();
        List<long?> rows = MappedRows(mapIndices, invertMapIndices);
        bool noneLeftByMask = rows.Count == 0 && mapIndices.DataType == typeof(bool);
        PrimitiveDataFrameColumn<T> column = noneLeftByMask ? CreateNewColumn(Name) : WithStore(Store.Select(rows));
        column.AppendMany(null, numberOfNullsToAppend);
        return column;
    }

    protected override DataFrameColumn CloneImplementation(long numberOfNullsToAppend)
    {
        PrimitiveDataFrameColumn<T> column = WithStore(Store.Clone());
        column.AppendMany(null, numberOfNullsToAppend);
        return column;
    }

    public PrimitiveDataFrameColumn<T> FillNulls(T value, bool inPlace = false)
    {
        PrimitiveDataFrameColumn<T> column = inPlace ? this : Clone();
        column.Store.FillNulls(value);
        return column;
    }

    protected override DataFrameColumn FillNullsImplementation(object value, bool inPlace) => FillNulls((T)Convert.ChangeType(value, typeof(T)), inPlace);

    public new PrimitiveDataFrameColumn<T> DropNulls() => (PrimitiveDataFrameColumn<T>)DropNullsImplementation();

    protected override DataFrameColumn DropNullsImplementation()
    {
        PrimitiveDataFrameColumn<T> column = CreateNewColumn(Name);
        foreach (T? value in this)
            if (value.HasValue)
                column.Append(value);
        return column;
    }

    public PrimitiveDataFrameColumn<T> Clamp(T min, T max, bool inPlace = false)
    {
        PrimitiveDataFrameColumn<T> column = inPlace ? this : Clone();
        Comparer<T> order = Comparer<T>.Default;
        return column.Apply(value => order.Compare(value, max) > 0 ? max : order.Compare(value, min) < 0 ? min : value, inPlace: true);
    }

    protected override DataFrameColumn ClampImplementation<U>(U min, U max, bool inPlace)
        => Clamp((T)Convert.ChangeType(min, typeof(T)), (T)Convert.ChangeType(max, typeof(T)), inPlace);

    public PrimitiveDataFrameColumn<T> Filter(T min, T max)
    {
        Comparer<T> order = Comparer<T>.Default;
        return new PrimitiveDataFrameColumn<T>(Name, this.Where(value => value is { } v && order.Compare(v, min) >= 0 && order.Compare(v, max) <= 0));
    }

    protected override DataFrameColumn FilterImplementation<U>(U min, U max)
        => Filter((T)Convert.ChangeType(min, typeof(T)), (T)Convert.ChangeType(max, typeof(T)));

    public new PrimitiveDataFrameColumn<T> Sort(bool ascending = true, bool putNullValuesLast = true) => (PrimitiveDataFrameColumn<T>)base.Sort(ascending, putNullValuesLast);

    protected internal override PrimitiveDataFrameColumn<long> GetSortIndices(bool ascending = true, bool putNullValuesLast = true)
    {
        // Nulls are sorted among the values by what their slots hold, then taken out.
        T[] values = Store.Values.ToArray();
        int[] order = Enumerable.Range(0, values.Length).ToArray();
        Comparer<T> comparer = Comparer<T>.Default;
        order.AsSpan().Sort((x, y) => comparer.Compare(values[x], values[y]));
        ILookup<bool, long> byValidity = order.ToLookup(row => IsValid(row), row => (long)row);
        return SortIndices(byValidity[true].ToList(), byValidity[false].ToList(), ascending, putNullValuesLast);
    }
}
