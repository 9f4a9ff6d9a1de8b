using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Writes rows as lines of text. A line whose end holds mostly default values has a sparse part there: its size, and "index:value" for
/// the others.
/// </summary>
internal sealed class TextSaver
{
    private const double SparseWeight = 2.5;

    private readonly TextWriter _writer;
    private readonly char _separator;
    private readonly bool _forceDense;
    private readonly DataViewSchema.Column[] _columns;

    /// <summary>What differs from the default values in the line at hand.</summary>
    private readonly List<(int Index, string Text)> _items = [];

    /// <summary>Where each column begins, among the line's fields and among its items; the last is the line's end.</summary>
    private readonly List<(int Field, int Item)> _starts = [];

    public TextSaver(TextWriter writer, DataViewSchema.Column[] columns, char separator, bool forceDense)
    {
        Contracts.CheckParam(separator is ' ' or '\t' or ',' or ';' or '|', "Separator",
            "Invalid separator - must be: space, tab, comma, semicolon, or bar");
        _writer = writer;
        _columns = columns;
        _separator = separator;
        _forceDense = forceDense;
    }

    private delegate void ItemWriter(Action<int, string> add, out int length);

    public void Save(IDataView data, bool headerRow, bool schema)
    {
        headerRow &= _columns.Any(column => column.Type is not VectorDataViewType || column.HasSlotNames());
        if (schema)
            WriteSchema(headerRow);
        if (headerRow)
            WriteHeader();
        using DataViewRowCursor cursor = data.GetRowCursor(_columns);
        ItemWriter[] writers = _columns
            .Select(column => TypeDispatch.Invoke(MakeWriter<int>, column.Type.GetItemType().RawType, cursor, column))
            .ToArray();
        string[] defaults = _columns.Select(column => TypeDispatch.Invoke(DefaultOf<int>, column.Type.GetItemType().RawType, column)).ToArray();
        while (cursor.MoveNext())
            WriteLine(writers, defaults, defaults);
    }

    private void WriteSchema(bool hasHeader)
    {
        var placed = new List<(string, DataViewType, int)>();
        int start = 0;
        foreach (DataViewSchema.Column column in _columns)
        {
            placed.Add((column.Name, column.Type, start));
            // Behind a vector of variable size nothing has a place.
            start = start < 0 || column.Type.GetValueCount() == 0 ? -1 : start + column.Type.GetValueCount();
        }
        _writer.WriteLine("#@ TextLoader{");
        foreach (string setting in TextSettings.Write(placed, hasHeader, _separator))
            _writer.WriteLine($"#@   {setting}");
        _writer.WriteLine("#@ }");
    }

    private void WriteHeader()
    {
        ItemWriter[] writers = _columns.Select(MakeNameWriter).ToArray();
        string[] nothing = Enumerable.Repeat("", _columns.Length).ToArray();
        string[] empty = Enumerable.Repeat("\"\"", _columns.Length).ToArray();
        WriteLine(writers, nothing, empty);
    }

    /// <param name="writers">What writes each column's items.</param>
    /// <param name="skipped">For each column the text of items that need not be written.</param>
    /// <param name="defaults">For each column what stands in their place.</param>
    private void WriteLine(ItemWriter[] writers, string[] skipped, string[] defaults)
    {
        _items.Clear();
        _starts.Clear();
        _starts.Add((0, 0));
        for (int i = 0; i < writers.Length; i++)
        {
            int start = _starts[i].Field;
            string skip = skipped[i];
            writers[i]((index, text) =>
            {
                if (text != skip)
                    _items.Add((start + index, text));
            }, out int length);
            _starts.Add((checked(start + length), _items.Count));
        }
        int dense = _forceDense ? writers.Length : ChooseDenseColumns();
        WriteDense(dense, defaults);
        if (dense < writers.Length)
            WriteSparse(dense, defaults);
        _writer.WriteLine();
    }

    /// <summary>The number of leading columns that are cheapest written in full.</summary>
    private int ChooseDenseColumns()
    {
        int best = 0;
        double bestCost = double.PositiveInfinity;
        for (int i = 0; i < _starts.Count; i++)
        {
            double cost = _starts[i].Field + SparseWeight * (_items.Count - _starts[i].Item);
            if (cost < bestCost)
                (best, bestCost) = (i, cost);
        }
        int denseLength = _starts[best].Field;
        int sparseLength = _starts[^1].Field - denseLength;
        return sparseLength < 5 || sparseLength < denseLength / 5 ? _starts.Count - 1 : best;
    }

    private void WriteDense(int columns, string[] defaults)
    {
        int item = 0;
        for (int column = 0; column < columns; column++)
        {
            for (int field = _starts[column].Field; field < _starts[column + 1].Field; field++)
            {
                if (field > 0)
                    _writer.Write(_separator);
                bool isThere = item < _items.Count && _items[item].Index == field;
                _writer.Write(isThere ? _items[item++].Text : defaults[column]);
            }
        }
    }

    private void WriteSparse(int firstColumn, string[] defaults)
    {
        (int start, int item) = _starts[firstColumn];
        if (start > 0)
            _writer.Write(_separator);
        _writer.Write(_starts[^1].Field - start);
        // Without any item the line would not look sparse.
        if (item == _items.Count)
            _writer.Write($"{_separator}0:{defaults[firstColumn]}");
        for (; item < _items.Count; item++)
            _writer.Write($"{_separator}{_items[item].Index - start}:{_items[item].Text}");
    }

    private ItemWriter MakeNameWriter(DataViewSchema.Column column)
    {
        int size = column.Type.GetValueCount();
        if (column.Type is not VectorDataViewType)
            return (Action<int, string> add, out int length) =>
            {
                length = 1;
                add(0, TextValues.Quote(column.Name, _separator));
            };
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.HasSlotNames())
            column.GetSlotNames(ref names);
        return (Action<int, string> add, out int length) =>
        {
            length = size;
            foreach (KeyValuePair<int, ReadOnlyMemory<char>> name in names.Items())
            {
                if (!name.Value.IsEmpty)
                    add(name.Key, TextValues.Quote(name.Value.Span, _separator));
            }
        };
    }

    private ItemWriter MakeWriter<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType vectorType)
        {
            ValueGetter<VBuffer<T>> getVector = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            return (Action<int, string> add, out int length) =>
            {
                getVector(ref vector);
                length = vector.Length;
                foreach (KeyValuePair<int, T> item in vector.Items())
                    add(item.Key, TextValues.Format(item.Value, vectorType.ItemType, _separator));
            };
        }
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return (Action<int, string> add, out int length) =>
        {
            getter(ref value);
            length = 1;
            add(0, TextValues.Format(value, (PrimitiveDataViewType)column.Type, _separator));
        };
    }

    private string DefaultOf<T>(DataViewSchema.Column column)
        => TextValues.Format(default(T), (PrimitiveDataViewType)column.Type.GetItemType(), _separator);
}
