using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    internal const int RowsShown = 25;

    public DataFrame(IEnumerable<DataFrameColumn> columns)
    {
        Columns = new DataFrameColumnCollection(columns, () => _schema = null);
        Rows = new DataFrameRowCollection(this);
    }

    public DataFrame(params DataFrameColumn[] columns)
        : this((IEnumerable<DataFrameColumn>)columns)
    {
    }

    public DataFrameColumnCollection Columns { get; }

    public DataFrameRowCollection Rows { get; }

    public object this[long rowIndex, int columnIndex]
    {
        get => Columns[columnIndex][rowIndex];
        set => Columns[columnIndex][rowIndex] = value;
    }

    public DataFrameColumn this[string columnName]
    {
        get => Columns[columnName];
        set => Columns[columnName] = value;
    }

    public DataFrame this[PrimitiveDataFrameColumn<bool> rowFilter] => Filter(rowFilter);

    public DataFrame this[PrimitiveDataFrameColumn<int> rowIndices] => Filter(rowIndices);

    public DataFrame this[PrimitiveDataFrameColumn<long> rowIndices] => Filter(rowIndices);

    public DataFrame this[IEnumerable<bool> rowFilter] => Filter(new PrimitiveDataFrameColumn<bool>("Filter", rowFilter));

    public DataFrame this[IEnumerable<int> rowIndices] => Filter(new PrimitiveDataFrameColumn<int>("Filter", rowIndices));

    public DataFrame this[IEnumerable<long> rowIndices] => Filter(new PrimitiveDataFrameColumn<long>("Filter", rowIndices));

    public DataFrame Filter(PrimitiveDataFrameColumn<bool> filter) => Clone(filter);

    public DataFrame Filter(PrimitiveDataFrameColumn<int> rowIndices) => Clone(rowIndices);

    public DataFrame Filter(PrimitiveDataFrameColumn<long> rowIndices) => Clone(rowIndices);

    public DataFrame Head(int numberOfRows) => this[Enumerable.Range(0, numberOfRows)];

    public DataFrame Tail(int numberOfRows) => this[Enumerable.Range(0, numberOfRows).Select(i => Rows.Count - numberOfRows + i)];

    public DataFrame Sample(int numberOfRows)
    {
        if (numberOfRows > Rows.Count)
            throw new ArgumentException($"Parameter.Count exceeds the number of rows({Rows.Count}) in the DataFrame ", nameof(numberOfRows));
        int[] rows = Enumerable.Range(0, (int)Math.Min(int.MaxValue, Rows.Count)).ToArray();
        Random.Shared.Shuffle(rows);
        return this[rows.Take(numberOfRows)];
    }

    public DataFrame Clone() => Clone(null);

    public DataFrame OrderBy(string columnName, bool ascending = true, bool putNullValuesLast = true)
        => Clone(Columns[columnName].GetSortIndices(ascending, putNullValuesLast));

    public DataFrame OrderByDescending(string columnName, bool putNullValuesLast = true) => OrderBy(columnName, false, putNullValuesLast);

    public GroupBy GroupBy(string columnName) => Columns[columnName].GroupBy(Columns.IndexOf(columnName), this);

    public GroupBy<TKey> GroupBy<TKey>(string columnName)
        => GroupBy(columnName) as GroupBy<TKey>
            ?? throw new InvalidCastException($"Cannot cast elements of column '{columnName}' type of {this[columnName].DataType} to type {typeof(TKey)} used as TKey in grouping ");

    public DataFrame Clamp<U>(U min, U max, bool inPlace = false)
    {
        DataFrame frame = inPlace ? this : Clone();
        foreach (DataFrameColumn column in frame.Columns.Where(column => column.IsNumericColumn()))
            column.Clamp(min, max, inPlace: true);
        return frame;
    }

    public DataFrame AddPrefix(string prefix, bool inPlace = false) => Rename(name => prefix + name, inPlace);

    public DataFrame AddSuffix(string suffix, bool inPlace = false) => Rename(name => name + suffix, inPlace);

    public DataFrame DropNulls(DropNullOptions options = DropNullOptions.Any)
    {
        IEnumerable<bool> kept = Enumerable.Range(0, (int)Rows.Count).Select(row => options == DropNullOptions.Any
            ? Columns.All(column => column.IsValid(row))
            : Columns.Any(column => column.IsValid(row)));
        return this[kept];
    }

    public DataFrame FillNulls(object value, bool inPlace = false)
    {
        DataFrame frame = inPlace ? this : Clone();
        foreach (DataFrameColumn column in frame.Columns)
            column.FillNulls(value, inPlace: true);
        return frame;
    }

    public DataFrame Info()
    {
        DataFrame info = new();
        if (Columns.Count > 0)
            info.Columns.Add(new StringDataFrameColumn("Info", ["DataType", "Length (excluding null values)"]));
        foreach (DataFrameColumn column in Columns)
            info.Columns.Add(column.Info());
        return info;
    }

    public DataFrame Description()
    {
        DataFrame description = new();
        foreach (DataFrameColumn column in Columns.Where(column => column.HasDescription()))
        {
            if (description.Columns.Count == 0)
                description.Columns.Add(new StringDataFrameColumn("Description", ["Length (excluding null values)", "Max", "Min", "Mean"]));
            description.Columns.Add(column.Description());
        }
        return description;
    }

    public override string ToString() => ToString(RowsShown);

    public string ToString(long rowsToShow)
    {
        int width = Math.Max(10, Columns.Select(column => column.Name.Length + 1).DefaultIfEmpty().Max());
        StringBuilder text = new();
        foreach (DataFrameColumn column in Columns)
            text.Append(string.Format(column.Name.PadRight(width))); // a name with braces is a bad format, as in the real class
        text.AppendLine();
        for (long i = 0; i < Math.Min(Rows.Count, rowsToShow); i++)
        {
            foreach (object value in Rows[i])
                text.Append((value ?? "null").ToString().PadRight(width));
            text.AppendLine();
        }
        if (rowsToShow < Rows.Count)
            text.AppendLine($"  ... {rowsToShow} of total {Rows.Count}");
        return text.ToString();
    }

    private DataFrame Clone(DataFrameColumn mapIndices) => new(Columns.Select(column => column.Clone(mapIndices)).ToList());

    private DataFrame Rename(Func<string, string> rename, bool inPlace)
    {
        DataFrame frame = inPlace ? this : Clone();
        foreach (DataFrameColumn column in frame.Columns)
            column.SetName(rename(column.Name));
        return frame;
    }
}
