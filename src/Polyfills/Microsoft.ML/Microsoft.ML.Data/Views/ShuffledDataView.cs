using System;
using System.Collections.Generic;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Rows drawn at random from a pool that runs along the source.</summary>
internal sealed class ShuffledDataView : IDataView
{
    private readonly IDataView _source;
    private readonly int _seed;
    private readonly int _poolSize;
    private readonly bool _shufflesSource;

    public ShuffledDataView(IDataView source, int seed, int poolSize, bool shufflesSource)
    {
        _source = source;
        _seed = seed;
        _poolSize = poolSize;
        _shufflesSource = shufflesSource;
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        rand ??= new TauswortheHybrid(_seed);
        // Drawn even if the source ignores it: the order depends on what is left of the sequence.
        TauswortheHybrid sourceRand = _shufflesSource ? new TauswortheHybrid(rand) : null;
        DataViewRowCursor input = _source.GetRowCursor(columnsNeeded, sourceRand);
        return Shuffle(input, _poolSize, rand);
    }

    /// <summary>The rows of a cursor, drawn at random from a pool.</summary>
    public static DataViewRowCursor Shuffle(DataViewRowCursor input, int poolSize, Random rand)
        => poolSize == 1 ? input : new Cursor(input, poolSize, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly DataViewRowCursor _input;
        private readonly Random _rand;
        private readonly int _poolSize;
        private readonly List<int> _ring = [];
        private readonly List<ColumnStore> _stores = [];
        private readonly Delegate[] _getters;
        private readonly ValueGetter<DataViewRowId> _idGetter;
        private int _front;
        private int _count;
        private bool _inputEnded;

        public Cursor(DataViewRowCursor input, int poolSize, Random rand)
        {
            _input = input;
            _rand = rand;
            _poolSize = poolSize;
            _getters = new Delegate[input.Schema.Count];
            foreach (DataViewSchema.Column column in input.Schema)
            {
                if (input.IsColumnActive(column))
                    _getters[column.Index] = MakeGetter(ColumnStore.Create(input, column));
            }
            _idGetter = (ValueGetter<DataViewRowId>)MakeGetter(ColumnStore.CreateForIds(input));
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _input.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return ActiveColumns.Cast<TValue>(_getters[column.Index], column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => _idGetter;

        /// <summary>
        /// The ring holds the pool from its front on, in the order of the source. A row is drawn by swapping it with the front one,
        /// which then makes room for the next row of the source.
        /// </summary>
        protected override bool MoveNextCore()
        {
            if (Position >= 0)
            {
                _front = (_front + 1) % _poolSize;
                _count--;
            }
            while (_count < _poolSize && !_inputEnded)
                Append();
            if (_count == 0)
                return false;
            int drawn = (_front + _rand.Next(_count)) % _poolSize;
            (_ring[_front], _ring[drawn]) = (_ring[drawn], _ring[_front]);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
            base.Dispose(disposing);
        }

        private void Append()
        {
            if (!_input.MoveNext())
            {
                _inputEnded = true;
                return;
            }
            int end = (_front + _count) % _poolSize;
            if (end == _ring.Count)
                _ring.Add(end);
            foreach (ColumnStore store in _stores)
                store.Fill(_ring[end]);
            _count++;
        }

        private Delegate MakeGetter(ColumnStore store)
        {
            _stores.Add(store);
            return store.MakeGetter(Drawn);
        }

        private int Drawn()
        {
            CheckAtRow();
            return _ring[_front];
        }
    }
}
