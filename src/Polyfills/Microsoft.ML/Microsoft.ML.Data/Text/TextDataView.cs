using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The lines of text files as rows; each cursor reads the files anew and only parses the columns asked for.</summary>
internal sealed class TextDataView : IDataView
{
    private readonly IMultiStreamSource _source;
    private readonly TextLayout _layout;
    private readonly TextColumn[] _columns;
    private readonly bool _wrapsErrors;

    /// <param name="source">The files.</param>
    /// <param name="layout">Their layout.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="schema">The columns' schema.</param>
    /// <param name="wrapsErrors">Whether errors look as they do from the real loader's parsing threads.</param>
    public TextDataView(IMultiStreamSource source, TextLayout layout, TextColumn[] columns, DataViewSchema schema, bool wrapsErrors)
    {
        _source = source;
        _layout = layout;
        _columns = columns;
        _wrapsErrors = wrapsErrors;
        Schema = schema;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, new ActiveColumns(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly TextDataView _view;
        private readonly ActiveColumns _active;
        private readonly TextColumnReader[] _readers;
        private readonly TextFields _fields;
        private readonly IEnumerator<(long Number, string Text)> _lines;

        public Cursor(TextDataView view, ActiveColumns active)
        {
            _view = view;
            _active = active;
            _readers = view._columns.Select((column, i) => active[i] ? TextColumnReader.Create(column, view._layout) : null).ToArray();
            int end = active.Indices.SelectMany(i => view._columns[i].Segments).Select(segment => segment.End).Append(1).Max();
            if (view._layout.InputSize > 0)
                end = Math.Min(end, view._layout.InputSize);
            _fields = new TextFields(view._layout, end - 1);
            _lines = TextLines.Read(view._source, view._layout, view._layout.HasHeader, view._layout.MaxRows).GetEnumerator();
        }

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => RowIdOfPosition;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.Check(IsColumnActive(column));
            ValueGetter<TValue> getter = ActiveColumns.Cast<TValue>(_readers[column.Index].Getter, column);
            return (ref TValue value) =>
            {
                Contracts.Check(Position >= 0);
                getter(ref value);
            };
        }

        protected override bool MoveNextCore()
        {
            try
            {
                return TryReadRow();
            }
            catch (Exception exception) when (_view._wrapsErrors)
            {
                throw Contracts.ExceptDecode($"Parsing failed with an exception: {exception.Message}", exception);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _lines.Dispose();
            base.Dispose(disposing);
        }

        private bool TryReadRow()
        {
            if (!_lines.MoveNext())
                return false;
            int count = _fields.Scan(_lines.Current.Text);
            foreach (TextColumnReader reader in _readers)
                reader?.Read(_fields, count, _lines.Current.Number);
            return true;
        }
    }
}
