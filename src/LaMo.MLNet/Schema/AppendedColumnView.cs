using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>A data view with one column added, whose values depend on other rows as well. Rows are streamed in the input's order; they cannot be shuffled.</summary>
internal sealed class AppendedColumnView(IDataView input, DataViewSchema schema, Func<IDataView, AppendedColumn> computeColumn) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => input.GetRowCount();

    /// <summary>The schema of an input with a column added at the end.</summary>
    public static DataViewSchema Append(DataViewSchema input, string name, DataViewType type)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumn(name, type);
        return builder.ToSchema();
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        int appendedIndex = schema.Count - 1;
        DataViewRowCursor rows = input.GetRowCursor(columns.Where(column => column.Index < appendedIndex).Select(column => input.Schema[column.Index]));
        try
        {
            AppendedColumn? appended = columns.Any(column => column.Index == appendedIndex) ? computeColumn(input) : null;
            return new Cursor(schema, rows, appended);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, DataViewRowCursor rows, AppendedColumn? appended) : DataViewRowCursor
    {
        public override DataViewSchema Schema => schema;

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            IsAppended(column) ? appended != null : rows.IsColumnActive(rows.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsAppended(column))
                return rows.GetGetter<TValue>(rows.Schema[column.Index]);
            if (appended == null)
                throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
            return appended.Getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
        }

        public override bool MoveNext()
        {
            if (!rows.MoveNext())
                return false;
            appended?.MoveNext();
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                appended?.Dispose();
                rows.Dispose();
            }
            base.Dispose(disposing);
        }

        private bool IsAppended(DataViewSchema.Column column) => column.Index == schema.Count - 1;
    }
}
