using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

public class GroupBy<TKey> : GroupBy
{
    private readonly DataFrame _frame;
    private readonly int _keyColumn;
    private readonly IDictionary<TKey, ICollection<long>> _rowsOfKey;

    public GroupBy(DataFrame dataFrame, int groupByColumnIndex, IDictionary<TKey, ICollection<long>> keyToRowIndices)
    {
        if (groupByColumnIndex < 0 || groupByColumnIndex > dataFrame.Columns.Count)
            throw new ArgumentException(nameof(groupByColumnIndex));
        _frame = dataFrame;
        _keyColumn = groupByColumnIndex;
        _rowsOfKey = keyToRowIndices ?? throw new ArgumentException(nameof(keyToRowIndices));
    }

    public IEnumerable<IGrouping<TKey, DataFrameRow>> Groupings
        => _rowsOfKey.Select(group => new Grouping<TKey>(group.Key, group.Value.Select(row => _frame.Rows[row])));

    public override DataFrame Count(params string[] columnNames)
        => Aggregate(columnNames, column => new PrimitiveDataFrameColumn<long>(column.Name), (column, rows) => rows.LongCount(row => column[row] != null));

    public override DataFrame First(params string[] columnNames) => Aggregate(columnNames, EmptyLike, (column, rows) => column[rows.First()]);

    public override DataFrame Max(params string[] columnNames) => Aggregate(columnNames, EmptyLike, (column, rows) => column.Max(rows));

    public override DataFrame Min(params string[] columnNames) => Aggregate(columnNames, EmptyLike, (column, rows) => column.Min(rows));

    public override DataFrame Product(params string[] columnNames) => Aggregate(columnNames, EmptyLike, (column, rows) => column.Product(rows));

    public override DataFrame Sum(params string[] columnNames) => Aggregate(columnNames, EmptyLike, (column, rows) => column.Sum(rows));

    // Nulls count: their rows are in the divisor.
    public override DataFrame Mean(params string[] columnNames)
        => Aggregate(
            columnNames,
            column => new PrimitiveDataFrameColumn<double>(column.Name),
            (column, rows) => (double)Convert.ChangeType(column.Sum(rows), typeof(double)) / rows.Count);

    public override DataFrame Head(int numberOfRows) => RowsOfEach(rows => rows.Take(numberOfRows));

    public override DataFrame Tail(int numberOfRows) => RowsOfEach(rows => rows.TakeLast(numberOfRows));

    /// <summary>A row for each group with one value for each column.</summary>
    private DataFrame Aggregate(string[] columnNames, Func<DataFrameColumn, DataFrameColumn> createColumn, Func<DataFrameColumn, ICollection<long>, object> aggregate)
    {
        DataFrameColumn keys = EmptyLike(_frame.Columns[_keyColumn]);
        DataFrame result = new(keys);
        IReadOnlyList<string> names = columnNames is { Length: > 0 } ? columnNames : _frame.Columns.Select(column => column.Name).ToList();
        List<(DataFrameColumn Source, DataFrameColumn Target)> columns = [];
        if (_rowsOfKey.Count > 0)
            foreach (DataFrameColumn source in names.Select(name => _frame.Columns[_frame.Columns.IndexOf(name)]).Where(source => source != _frame.Columns[_keyColumn]))
            {
                columns.Add((source, createColumn(source)));
                result.Columns.Add(columns[^1].Target);
            }

        foreach ((TKey key, ICollection<long> rows) in _rowsOfKey)
        {
            Append(keys, key);
            foreach ((DataFrameColumn source, DataFrameColumn target) in columns)
                Append(target, aggregate(source, rows));
        }
        result.Columns.RowCount = keys.Length;
        return result;
    }

    /// <summary>Some rows of each group, the key first.</summary>
    private DataFrame RowsOfEach(Func<IEnumerable<long>, IEnumerable<long>> select)
    {
        bool keysAlone = _frame.Columns.Count == 1; // they are written beside other columns only
        List<long> rows = keysAlone ? [] : _rowsOfKey.Values.SelectMany(select).ToList();
        DataFrameColumn keys = _frame.Columns[_keyColumn];
        PrimitiveDataFrameColumn<long> indices = new("Indices", rows);
        DataFrame result = new(keys.Clone(indices));
        if (rows.Count > 0)
            foreach (DataFrameColumn column in _frame.Columns.Where(column => column != keys))
                result.Columns.Add(column.Clone(indices));
        return result;
    }

    private static DataFrameColumn EmptyLike(DataFrameColumn column) => column.Clone(new PrimitiveDataFrameColumn<long>("Empty"));

    private static void Append(DataFrameColumn column, object value)
    {
        column.Resize(column.Length + 1);
        column[column.Length - 1] = value;
    }
}
