namespace Microsoft.ML.Data;

/// <summary>A cursor whose rows are its input's rows, one for one.</summary>
internal abstract class SynchronizedCursor : DataViewRowCursor
{
    protected SynchronizedCursor(DataViewRowCursor input) => Input = input;

    public sealed override long Position => Input.Position;

    public sealed override long Batch => Input.Batch;

    protected DataViewRowCursor Input { get; }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public sealed override bool MoveNext() => Input.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
        base.Dispose(disposing);
    }
}
