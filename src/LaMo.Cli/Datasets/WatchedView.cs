using LaMo.Cli.Invocation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Cli.Datasets;

/// <summary>Some columns of a data view, whose reading is shown as it goes and can be interrupted.</summary>
internal sealed class WatchedView : IDataView
{
    private const int RowsPerReport = 1 << 12;

    private readonly IDataView _input;
    private readonly DataViewSchema.Column[] _columns;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly CancellationToken _cancellation;

    /// <param name="input">The rows.</param>
    /// <param name="columns">The columns, hidden ones among them if they are wanted.</param>
    /// <param name="progress">Told how many rows were read.</param>
    /// <param name="cancellation">Ends reading by an <see cref="OperationCanceledException"/>.</param>
    public WatchedView(IDataView input, IEnumerable<DataViewSchema.Column> columns, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (_input, _columns, _progress, _cancellation) = (input, [.. columns], progress, cancellation);
        var schema = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in _columns)
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = schema.ToSchema();
    }

    /// <summary>All columns that are not hidden.</summary>
    public WatchedView(IDataView input, IProgress<WorkProgress>? progress, CancellationToken cancellation)
        : this(input, input.Schema.Where(column => !column.IsHidden), progress, cancellation)
    {
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, _input.GetRowCursor(columnsNeeded.Select(column => _columns[column.Index])));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(WatchedView view, DataViewRowCursor rows) : DataViewRowCursor
    {
        private readonly long _count = view.GetRowCount() ?? 0;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => rows.IsColumnActive(view._columns[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => rows.GetGetter<TValue>(view._columns[column.Index]);

        public override bool MoveNext()
        {
            view._cancellation.ThrowIfCancellationRequested();
            bool moved = rows.MoveNext();
            if (moved && (rows.Position + 1) % RowsPerReport == 0)
                view._progress?.Report(new WorkProgress(rows.Position + 1, _count, _count > 0 ? "" : FormattableString.Invariant($"{rows.Position + 1} rows")));
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
