using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of a binary file. Each cursor opens the file anew and reads only the columns asked for.</summary>
internal sealed class BinaryDataView : IDataView
{
    /// <summary>Rows are shuffled within so many blocks.</summary>
    private const int BlocksInShufflePool = 4;
    private const int LargestShufflePool = 1 << 28;

    private readonly Func<Stream> _open;
    private readonly BinaryHeader _header;
    private readonly BinaryColumn[] _columns;
    private readonly int _rowsPerBlock = 1;

    /// <param name="open">Opens the file; its stream is disposed after use.</param>
    public BinaryDataView(Func<Stream> open)
    {
        _open = open;
        using var reader = new BinaryReader(open(), Encoding.UTF8);
        _header = BinaryHeader.Read(reader);
        _columns = BinaryColumn.ReadAll(reader, _header);
        if (_columns.Length > 0)
            _rowsPerBlock = Math.Max(_columns[0].RowsPerBlock, 1);
        var builder = new DataViewSchema.Builder();
        foreach (BinaryColumn column in _columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _header.RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(columnsNeeded, Schema);
        long pool = Math.Min((long)BlocksInShufflePool * _rowsPerBlock, Math.Min(LargestShufflePool, _header.RowCount));
        if (rand == null || pool == 0)
            return new Cursor(this, active, null);
        // Where the pool holds all rows, the order of the blocks does not matter.
        var cursor = new Cursor(this, active, pool == _header.RowCount ? null : rand);
        return ShuffledDataView.Shuffle(cursor, (int)pool, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly BinaryDataView _view;
        private readonly ActiveColumns _active;
        private readonly Stream _stream;
        private readonly ColumnCursor[] _columns;
        private readonly Delegate[] _getters;
        private readonly int[] _blockOrder;
        private int _block = -1;
        private int _row;
        private int _rowsInBlock;

        public Cursor(BinaryDataView view, ActiveColumns active, Random rand)
        {
            _view = view;
            _active = active;
            _stream = view._open();
            _getters = new Delegate[view._columns.Length];
            _columns = active.Indices.Select(index => CreateColumn(view._columns[index], index)).ToArray();
            int blocks = (int)((view._header.RowCount + view._rowsPerBlock - 1) / view._rowsPerBlock);
            _blockOrder = rand == null ? Enumerable.Range(0, blocks).ToArray() : RandomOrder.Permutation(blocks, rand);
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _active.GetGetter<TValue>(column, _getters);

        /// <summary>A row's id is its place in the file.</summary>
        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) =>
            {
                CheckAtRow();
                value = new DataViewRowId((ulong)_blockOrder[_block] * (ulong)_view._rowsPerBlock + (ulong)_row, 0);
            };

        protected override bool MoveNextCore()
        {
            if (++_row < _rowsInBlock)
                return true;
            if (++_block >= _blockOrder.Length)
                return false;
            int block = _blockOrder[_block];
            _row = 0;
            _rowsInBlock = (int)Math.Min(_view._rowsPerBlock, _view._header.RowCount - (long)block * _view._rowsPerBlock);
            try
            {
                foreach (ColumnCursor column in _columns)
                    column.Load(_stream, block, _rowsInBlock);
            }
            catch (Exception exception)
            {
                throw Contracts.Except("Exception thrown in decompressing", exception);
            }
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _stream.Dispose();
            base.Dispose(disposing);
        }

        private ColumnCursor CreateColumn(BinaryColumn column, int index)
        {
            ColumnCursor cursor = TypeDispatch.Invoke(CreateColumnCursor<int>, column.Type.RawType, column);
            _getters[index] = cursor.MakeGetter(CurrentRow);
            return cursor;
        }

        private ColumnCursor CreateColumnCursor<T>(BinaryColumn column) => new ColumnCursor<T>(column);

        private int CurrentRow()
        {
            CheckAtRow();
            return _row;
        }
    }

    private abstract class ColumnCursor
    {
        public abstract void Load(Stream stream, int block, int rowCount);

        public abstract Delegate MakeGetter(Func<int> row);
    }

    private sealed class ColumnCursor<T> : ColumnCursor
    {
        private readonly BinaryColumn _column;
        private readonly BinaryCodec<T> _codec;
        private BlockReader<T> _values;

        public ColumnCursor(BinaryColumn column)
        {
            _column = column;
            _codec = (BinaryCodec<T>)BinaryCodec.For(column.Type);
        }

        public override void Load(Stream stream, int block, int rowCount) => _values = _column.Blocks[block].Read(stream, _codec, rowCount);

        public override Delegate MakeGetter(Func<int> row) => (ValueGetter<T>)((ref T value) => _values.Get(row(), ref value));
    }
}
