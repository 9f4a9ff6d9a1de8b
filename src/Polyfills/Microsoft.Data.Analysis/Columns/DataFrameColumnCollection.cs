using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.Data.Analysis;

public class DataFrameColumnCollection : Collection<DataFrameColumn>
{
    private readonly Dictionary<string, int> _indexOfName = new(StringComparer.Ordinal);
    private readonly Action _changed;

    internal DataFrameColumnCollection(IEnumerable<DataFrameColumn> columns, Action changed)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _changed = changed;
        foreach (DataFrameColumn column in columns)
            Add(column);
    }

    internal long RowCount { get; set; }

    public DataFrameColumn this[string columnName]
    {
        get => IndexOf(columnName) is >= 0 and int index ? this[index] : throw new ArgumentException($"Column '{columnName}' does not exist", nameof(columnName));
        set
        {
            int index = IndexOf(columnName);
            value.SetName(columnName);
            if (index < 0)
                Insert(Count, value);
            else
                this[index] = value;
        }
    }

    public int IndexOf(string columnName) => columnName is not null && _indexOfName.TryGetValue(columnName, out int index) ? index : -1;

    public void RenameColumn(string currentName, string newName) => this[currentName].SetName(newName);

    [Obsolete]
    public void SetColumnName(DataFrameColumn column, string newName) => column.SetName(newName);

    public void Insert<T>(int columnIndex, IEnumerable<T> column, string columnName)
        where T : unmanaged
        => Insert(columnIndex, new PrimitiveDataFrameColumn<T>(columnName, column));

    public void Remove(string columnName)
    {
        if (IndexOf(columnName) is >= 0 and int index)
            RemoveAt(index);
    }

    protected override void InsertItem(int columnIndex, DataFrameColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (Count > 0 && column.Length != RowCount)
            throw new ArgumentException(DataFrameColumn.MismatchedLengths, nameof(column));
        CheckUnique(column, _indexOfName.ContainsKey(column.Name));
        column.AddOwner(this);
        RowCount = column.Length;
        base.InsertItem(columnIndex, column);
        Reindex();
    }

    protected override void SetItem(int columnIndex, DataFrameColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (RowCount > 0 && column.Length != RowCount)
            throw new ArgumentException(DataFrameColumn.MismatchedLengths, nameof(column));
        CheckUnique(column, _indexOfName.TryGetValue(column.Name, out int index) && index != columnIndex);
        this[columnIndex].RemoveOwner(this);
        base.SetItem(columnIndex, column);
        Reindex();
    }

    protected override void RemoveItem(int columnIndex)
    {
        this[columnIndex].RemoveOwner(this);
        base.RemoveItem(columnIndex);
        if (Count == 0)
            RowCount = 0;
        Reindex();
    }

    protected override void ClearItems()
    {
        base.ClearItems();
        RowCount = 0;
        Reindex();
    }

    public PrimitiveDataFrameColumn<T> GetPrimitiveColumn<T>(string name)
        where T : unmanaged
        => this[name] as PrimitiveDataFrameColumn<T> ?? throw new ArgumentException(WrongType(name, typeof(T)), nameof(T));

    public StringDataFrameColumn GetStringColumn(string name) => Typed<StringDataFrameColumn>(name, typeof(string));

    public BooleanDataFrameColumn GetBooleanColumn(string name) => Typed<BooleanDataFrameColumn>(name, typeof(bool));

    public ByteDataFrameColumn GetByteColumn(string name) => Typed<ByteDataFrameColumn>(name, typeof(byte));

    public CharDataFrameColumn GetCharColumn(string name) => Typed<CharDataFrameColumn>(name, typeof(char));

    public DateTimeDataFrameColumn GetDateTimeColumn(string name) => Typed<DateTimeDataFrameColumn>(name, typeof(DateTime));

    public DecimalDataFrameColumn GetDecimalColumn(string name) => Typed<DecimalDataFrameColumn>(name, typeof(decimal));

    public DoubleDataFrameColumn GetDoubleColumn(string name) => Typed<DoubleDataFrameColumn>(name, typeof(double));

    public Int16DataFrameColumn GetInt16Column(string name) => Typed<Int16DataFrameColumn>(name, typeof(short));

    public Int32DataFrameColumn GetInt32Column(string name) => Typed<Int32DataFrameColumn>(name, typeof(int));

    public Int64DataFrameColumn GetInt64Column(string name) => Typed<Int64DataFrameColumn>(name, typeof(long));

    public SByteDataFrameColumn GetSByteColumn(string name) => Typed<SByteDataFrameColumn>(name, typeof(sbyte));

    public SingleDataFrameColumn GetSingleColumn(string name) => Typed<SingleDataFrameColumn>(name, typeof(float));

    public UInt16DataFrameColumn GetUInt16Column(string name) => Typed<UInt16DataFrameColumn>(name, typeof(ushort));

    public UInt32DataFrameColumn GetUInt32Column(string name) => Typed<UInt32DataFrameColumn>(name, typeof(uint));

    public UInt64DataFrameColumn GetUInt64Column(string name) => Typed<UInt64DataFrameColumn>(name, typeof(ulong));

    internal void RenameIndex(string currentName, string newName)
    {
        int index = _indexOfName[currentName];
        _indexOfName.Remove(currentName);
        _indexOfName.Add(newName, index);
        _changed();
    }

    private TColumn Typed<TColumn>(string name, Type type)
        where TColumn : DataFrameColumn
        => this[name] as TColumn ?? throw new ArgumentException(WrongType(name, type));

    private string WrongType(string name, Type type) => $"Cannot cast column holding {this[name].DataType} values to type {type}";

    private static void CheckUnique(DataFrameColumn column, bool taken)
    {
        if (taken)
            throw new ArgumentException($"DataFrame already contains a column called {column.Name}", nameof(column));
    }

    private void Reindex()
    {
        _indexOfName.Clear();
        for (int i = 0; i < Count; i++)
            _indexOfName[this[i].Name] = i;
        _changed();
    }
}
