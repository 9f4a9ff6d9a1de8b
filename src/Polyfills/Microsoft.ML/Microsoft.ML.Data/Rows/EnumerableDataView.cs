using System;
using System.Collections.Generic;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The objects of a sequence as rows; each cursor enumerates the sequence anew.</summary>
internal sealed class EnumerableDataView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _data;
    private readonly ColumnMember[] _columns;

    public EnumerableDataView(IEnumerable<TRow> data, ColumnMember[] columns)
    {
        _data = data;
        _columns = columns;
        Schema = ColumnMember.SchemaOf(columns);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, new ActiveColumns(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly EnumerableDataView<TRow> _view;
        private readonly ObjectRow<TRow> _row;
        private readonly IEnumerator<TRow> _objects;

        public Cursor(EnumerableDataView<TRow> view, ActiveColumns active)
        {
            _view = view;
            _row = new ObjectRow<TRow>(view._columns, index => active[index]);
            _objects = view._data.GetEnumerator();
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => RowIdOfPosition;

        protected override bool MoveNextCore()
        {
            _row.Current = null;
            if (!_objects.MoveNext())
                return false;
            _row.Current = _objects.Current ?? throw Contracts.Except("Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _objects.Dispose();
            base.Dispose(disposing);
        }
    }
}
