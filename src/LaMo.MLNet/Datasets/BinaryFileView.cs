using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>A file of ML.NET's binary format as a data view whose faults name the file, whatever they are inside ML.NET.</summary>
internal sealed class BinaryFileView(IDataView rows, string path) : IDataView
{
    public bool CanShuffle => rows.CanShuffle;

    public DataViewSchema Schema => rows.Schema;

    public long? GetRowCount() => rows.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(Try(path, () => rows.GetRowCursor(columnsNeeded, rand)), path);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. Try(path, () => rows.GetRowCursorSet(columnsNeeded, n, rand)).Select(cursor => new Cursor(cursor, path))];

    /// <summary>Does what reads the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names it.</exception>
    public static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not IOException { InnerException: null } or EndOfStreamException)
        {
            throw new InvalidDataException($"{path} is damaged or no binary file of ML.NET: {e.GetBaseException().Message}", e);
        }
    }

    private sealed class Cursor(DataViewRowCursor rows, string path) : DataViewRowCursor
    {
        public override DataViewSchema Schema => rows.Schema;

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => rows.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool MoveNext() => Try(path, rows.MoveNext);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> get = rows.GetGetter<TValue>(column);
            return (ref TValue value) =>
            {
                try
                {
                    get(ref value);
                }
                catch (Exception e)
                {
                    throw new InvalidDataException($"{path} is damaged at row {Position}: {e.GetBaseException().Message}", e);
                }
            };
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
