using System;
using System.Collections.Generic;

namespace Microsoft.ML.Data;

/// <summary>A run of the rows of a source, in the source's own order.</summary>
internal sealed class RowSlice : IDataView
{
    private readonly IDataView _source;
    private readonly long _skip;
    private readonly long _take;

    public RowSlice(IDataView source, long skip, long take)
    {
        _source = source;
        _skip = skip;
        _take = take;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount()
    {
        if (_take == 0)
            return 0;
        return _source.GetRowCount() is { } count ? Math.Min(Math.Max(0, count - _skip), _take) : null;
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(_source.GetRowCursor(columnsNeeded), _skip, _take);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor : RootCursor
    {
        private readonly DataViewRowCursor _input;
        private long _toSkip;
        private long _toTake;

        public Cursor(DataViewRowCursor input, long skip, long take)
        {
            _input = input;
            _toSkip = skip;
            _toTake = take;
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _input.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _input.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _input.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        protected override bool MoveNextCore()
        {
            if (_toTake <= 0)
                return false;
            for (; _toSkip > 0; _toSkip--)
            {
                if (!_input.MoveNext())
                    return false;
            }
            _toTake--;
            return _input.MoveNext();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
            base.Dispose(disposing);
        }
    }
}
