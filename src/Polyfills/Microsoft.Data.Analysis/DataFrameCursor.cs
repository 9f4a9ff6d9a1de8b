using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>Reads the rows of a frame in order; after the last one the position stays at the row count.</summary>
internal sealed class DataFrameCursor : DataViewRowCursor
{
    private readonly DataFrame _frame;
    private readonly Delegate[] _getters;
    private long _position = -1;
    private bool _disposed;

    public DataFrameCursor(DataFrame frame, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        _frame = frame;
        _getters = new Delegate[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
            if (column.Index < _getters.Length)
                _getters[column.Index] ??= frame.Columns[column.Index].GetDataViewGetter(this);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _frame.Schema;

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        _position++;
        return _position < _frame.Rows.Count;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column) ? (ValueGetter<TValue>)_getters[column.Index] : throw new ArgumentOutOfRangeException(nameof(column));

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
            _position = -1;
        _disposed = true;
        base.Dispose(disposing);
    }
}
