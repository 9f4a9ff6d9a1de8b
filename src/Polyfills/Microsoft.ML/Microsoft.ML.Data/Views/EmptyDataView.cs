using System;
using System.Collections.Generic;

namespace Microsoft.ML.Data;

/// <summary>A schema without rows.</summary>
internal sealed class EmptyDataView(DataViewSchema schema) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(schema, new ActiveColumns(columnsNeeded, schema));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, ActiveColumns active) : RootCursor
    {
        private readonly Delegate[] _getters = new Delegate[schema.Count];

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _getters[column.Index] ??= TypeDispatch.Invoke(MakeGetter<int>, column.Type.RawType);
            return active.GetGetter<TValue>(column, _getters);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => RowIdOfPosition;

        protected override bool MoveNextCore() => false;

        private Delegate MakeGetter<T>() => (ValueGetter<T>)((ref T _) => CheckAtRow());
    }
}
