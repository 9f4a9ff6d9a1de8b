using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.ML.Data;

/// <summary>Keeps each column in memory from the first time it is needed.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly ColumnStore[] _stores;
    private readonly object _lock = new();
    private long? _rowCount;
    private bool _isComplete;

    public CacheDataView(IDataView source, int[] prefetch)
    {
        _source = source;
        _stores = new ColumnStore[source.Schema.Count];
        _rowCount = source.GetRowCount();
        if (prefetch.Length > 0)
            Load(prefetch);
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, new ActiveColumns(columnsNeeded, Schema), rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Reads what is not kept yet of these columns in one pass, and with it the number of rows.</summary>
    private void Load(IEnumerable<int> columns)
    {
        lock (_lock)
        {
            int[] missing = columns.Where(index => _stores[index] == null).ToArray();
            if (missing.Length == 0 && _isComplete)
                return;
            using DataViewRowCursor cursor = _source.GetRowCursor(missing.Select(index => Schema[index]));
            ColumnStore[] stores = Array.ConvertAll(missing, index => ColumnStore.Create(cursor, Schema[index]));
            int row = 0;
            for (; cursor.MoveNext(); row++)
            {
                foreach (ColumnStore store in stores)
                    store.Fill(row);
            }
            for (int i = 0; i < missing.Length; i++)
                _stores[missing[i]] = stores[i];
            _rowCount = row;
            _isComplete = true;
        }
    }

    private sealed class Cursor : RootCursor
    {
        private readonly CacheDataView _cache;
        private readonly ActiveColumns _active;
        private readonly Delegate[] _getters;
        private readonly int[] _order;

        public Cursor(CacheDataView cache, ActiveColumns active, Random rand)
        {
            cache.Load(active.Indices);
            _cache = cache;
            _active = active;
            _getters = new Delegate[cache.Schema.Count];
            foreach (int index in active.Indices)
                _getters[index] = cache._stores[index].MakeGetter(Place);
            if (rand != null)
                _order = RandomOrder.Permutation((int)cache._rowCount.Value, rand);
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _cache.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _active.GetGetter<TValue>(column, _getters);

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Place(), 0);

        protected override bool MoveNextCore() => Position + 1 < _cache._rowCount;

        private int Place()
        {
            CheckAtRow();
            return _order == null ? (int)Position : _order[Position];
        }
    }
}
