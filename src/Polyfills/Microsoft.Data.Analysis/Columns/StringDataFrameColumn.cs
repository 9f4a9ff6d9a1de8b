using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

public partial class StringDataFrameColumn : DataFrameColumn, IEnumerable<string>
{
    private readonly List<string> _values;
    private long _nullCount;

    public StringDataFrameColumn(string name, long length = 0)
        : base(name, length, typeof(string))
    {
        _values = Enumerable.Repeat<string>(null, checked((int)length)).ToList();
        _nullCount = length;
    }

    public StringDataFrameColumn(string name, IEnumerable<string> values)
        : base(name, 0, typeof(string))
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = values.ToList();
        _nullCount = _values.Count(value => value is null);
        Length = _values.Count;
    }

    public override long NullCount => _nullCount;

    public new string this[long rowIndex]
    {
        get => _values[CheckIndex(rowIndex)];
        set => SetValue(rowIndex, value);
    }

    public new List<string> this[long startIndex, int length] => _values.Skip(CheckIndex(startIndex)).Take(length).ToList();

    public void Append(string value)
    {
        _values.Add(value);
        if (value is null)
            _nullCount++;
        Length++;
    }

    public StringDataFrameColumn Apply(Func<string, string> func, bool inPlace = false)
    {
        StringDataFrameColumn column = inPlace ? this : Clone();
        for (int i = 0; i < column._values.Count; i++)
            if (column._values[i] is { } value)
                column[i] = func(value);
        return column;
    }

    public IEnumerator<string> GetEnumerator() => _values.GetEnumerator();

    public override DataFrameColumn Clamp<U>(U min, U max, bool inPlace = false) => throw new NotSupportedException();

    public override DataFrameColumn Filter<U>(U min, U max) => throw new NotSupportedException();

    public new StringDataFrameColumn Sort(bool ascending = true, bool putNullValuesLast = true) => (StringDataFrameColumn)base.Sort(ascending, putNullValuesLast);

    public new StringDataFrameColumn Clone(long numberOfNullsToAppend = 0) => (StringDataFrameColumn)CloneImplementation(numberOfNullsToAppend);

    public new StringDataFrameColumn Clone(DataFrameColumn mapIndices, bool invertMapIndices, long numberOfNullsToAppend)
        => (StringDataFrameColumn)CloneImplementation(mapIndices, invertMapIndices, numberOfNullsToAppend);

    public StringDataFrameColumn FillNulls(string value, bool inPlace = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        StringDataFrameColumn column = inPlace ? this : Clone();
        for (int i = 0; i < column._values.Count; i++)
            column[i] = column._values[i] ?? value;
        return column;
    }

    public new StringDataFrameColumn DropNulls() => (StringDataFrameColumn)DropNullsImplementation();

    public override DataFrame ValueCounts()
    {
        StringDataFrameColumn values = new("Values");
        PrimitiveDataFrameColumn<long> counts = new("Counts");
        foreach ((string value, ICollection<long> rows) in GroupColumnValues<string>(out _))
        {
            values.Append(value);
            counts.Append(rows.Count);
        }
        return new DataFrame(values, counts);
    }

    public override GroupBy GroupBy(int columnIndex, DataFrame parent) => new GroupBy<string>(parent, columnIndex, GroupColumnValues<string>(out _));

    public override Dictionary<TKey, ICollection<long>> GroupColumnValues<TKey>(out HashSet<long> nullIndices)
    {
        if (typeof(TKey) != typeof(string))
            throw new NotImplementedException(nameof(TKey));
        nullIndices = [];
        Dictionary<string, ICollection<long>> groups = [];
        for (int i = 0; i < _values.Count; i++)
            if (_values[i] is not { } value)
                nullIndices.Add(i);
            else if (groups.TryGetValue(value, out ICollection<long> rows))
                rows.Add(i);
            else
                groups.Add(value, new List<long> { i });
        return (Dictionary<TKey, ICollection<long>>)(object)groups;
    }

    public override Dictionary<long, ICollection<long>> GetGroupedOccurrences(DataFrameColumn other, out HashSet<long> otherColumnNullIndices)
        => GetGroupedOccurrences<string>(other, out otherColumnNullIndices);

    protected override object GetValue(long rowIndex) => this[rowIndex];

    protected override IReadOnlyList<object> GetValues(long startIndex, int length) => this[startIndex, length];

    protected override void SetValue(long rowIndex, object value)
    {
        if (value is not null and not string)
            throw new ArgumentException($"Expected value to be of type {typeof(string)}", nameof(value));
        int index = CheckIndex(rowIndex);
        _nullCount += (value is null ? 1 : 0) - (_values[index] is null ? 1 : 0);
        _values[index] = (string)value;
    }

    protected internal override void Resize(long length)
    {
        if (length < Length)
            throw new ArgumentException("Cannot resize down", nameof(length));
        while (Length < length)
            Append(null);
    }

    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    protected internal override PrimitiveDataFrameColumn<long> GetSortIndices(bool ascending, bool putNullValuesLast)
    {
        if (Length == 0)
            throw new IndexOutOfRangeException(); // as in the real class, which sorts nothing only if it is no text
        int[] order = Enumerable.Range(0, _values.Count).ToArray();
        Comparer<string> comparer = Comparer<string>.Default;
        order.AsSpan().Sort((x, y) => comparer.Compare(_values[x], _values[y]));
        List<long> rows = order.Where(row => _values[row] is not null).Select(row => (long)row).ToList();
        List<long> nullRows = Enumerable.Range(0, _values.Count).Where(row => _values[row] is null).Select(row => (long)row).ToList();
        return SortIndices(rows, nullRows, ascending, putNullValuesLast);
    }

    protected override DataFrameColumn CloneImplementation(long numberOfNullsToAppend)
    {
        StringDataFrameColumn column = new(Name, _values);
        column.Resize(Length + numberOfNullsToAppend);
        return column;
    }

    protected override DataFrameColumn CloneImplementation(DataFrameColumn mapIndices, bool invertMapIndices = false, long numberOfNullsToAppend = 0)
    {
        if (mapIndices is null)
            return Clone(numberOfNullsToAppend);
        StringDataFrameColumn column = new(Name, MappedRows(mapIndices, invertMapIndices).Select(row => row is { } index ? this[index] : null));
        column.Resize(column.Length + numberOfNullsToAppend);
        return column;
    }

    protected override DataFrameColumn FillNullsImplementation(object value, bool inPlace)
        => FillNulls(value as string ?? throw new ArgumentException($"Expected value to be of type {typeof(string)}", nameof(value)), inPlace);

    protected override DataFrameColumn DropNullsImplementation() => new StringDataFrameColumn(Name, _values.Where(value => value is not null));

    private int CheckIndex(long rowIndex)
        => rowIndex < Length ? (int)rowIndex : throw new ArgumentOutOfRangeException("Index cannot be greater than the Column's Length", nameof(rowIndex));
}
