using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>
/// A data view with columns added whose values are computed together, many rows at a time, or depend on other rows. Rows are streamed in the input's order; they cannot be shuffled.
/// </summary>
/// <param name="input">The rows.</param>
/// <param name="schema">What <see cref="Append"/> made of their schema.</param>
/// <param name="compute">Begins to compute the columns added, once any of them is asked for.</param>
internal sealed class AppendedColumnsView(IDataView input, DataViewSchema schema, Func<IDataView, AppendedColumns> compute) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => input.GetRowCount();

    /// <summary>The schema of an input with columns added at the end.</summary>
    public static DataViewSchema Append(DataViewSchema input, params IEnumerable<DataViewSchema.DetachedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumns(columns);
        return builder.ToSchema();
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        ILookup<bool, DataViewSchema.Column> asked = columns.ToLookup(column => column.Index >= input.Schema.Count);
        DataViewRowCursor rows = input.GetRowCursor(asked[false].Select(column => input.Schema[column.Index]));
        try
        {
            AppendedColumns? appended = asked.Contains(true) ? compute(input) : null;
            return new Cursor(schema, rows, appended, [.. asked[true].Select(column => column.Index)]);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, DataViewRowCursor rows, AppendedColumns? appended, HashSet<int> asked) : DataViewRowCursor
    {
        public override DataViewSchema Schema => schema;

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            IsAppended(column) ? asked.Contains(column.Index) : rows.IsColumnActive(rows.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsAppended(column))
                return rows.GetGetter<TValue>(rows.Schema[column.Index]);
            if (!IsColumnActive(column))
                throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
            return appended!.Getters[column.Index - rows.Schema.Count] as ValueGetter<TValue>
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

        private bool IsAppended(DataViewSchema.Column column) => column.Index >= rows.Schema.Count;
    }
}
