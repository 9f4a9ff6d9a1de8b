using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of a source that a predicate keeps.</summary>
internal sealed class RowFilter : IDataView
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column[] _dependencies;
    private readonly Func<DataViewRow, Func<bool>> _makePredicate;

    /// <param name="source">The rows to choose from.</param>
    /// <param name="dependencies">The columns that the predicate reads.</param>
    /// <param name="makePredicate">Makes a cursor's predicate, which is called once per row, in order.</param>
    /// <param name="canShuffle">Whether the choice is independent of the rows' order.</param>
    public RowFilter(IDataView source, DataViewSchema.Column[] dependencies, Func<DataViewRow, Func<bool>> makePredicate, bool canShuffle = true)
    {
        _source = source;
        _dependencies = dependencies;
        _makePredicate = makePredicate;
        CanShuffle = canShuffle && source.CanShuffle;
    }

    public bool CanShuffle { get; }

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(columnsNeeded, Schema);
        IEnumerable<DataViewSchema.Column> inputs = active.Indices.Select(index => Schema[index]).Concat(_dependencies);
        DataViewRowCursor input = _source.GetRowCursor(inputs, CanShuffle ? rand : null);
        return new Cursor(input, active, _makePredicate(input));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly DataViewRowCursor _input;
        private readonly ActiveColumns _active;
        private readonly Func<bool> _accept;

        public Cursor(DataViewRowCursor input, ActiveColumns active, Func<bool> accept)
        {
            _input = input;
            _active = active;
            _accept = accept;
        }

        public override long Batch => _input.Batch;

        public override DataViewSchema Schema => _input.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.Check(IsColumnActive(column));
            return _input.GetGetter<TValue>(column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        protected override bool MoveNextCore()
        {
            while (_input.MoveNext())
            {
                if (_accept())
                    return true;
            }
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _input.Dispose();
            base.Dispose(disposing);
        }
    }
}
