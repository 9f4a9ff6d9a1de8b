using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor that counts its own rows. It is disposed when the rows end, and stands at -1 before and after.</summary>
internal abstract class RootCursor : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    public sealed override long Position => _position;

    public sealed override bool MoveNext()
    {
        if (_ended)
            return false;
        if (MoveNextCore())
        {
            _position++;
            return true;
        }
        Dispose();
        return false;
    }

    protected abstract bool MoveNextCore();

    /// <summary>The id of a row that is known by its place alone.</summary>
    protected void RowIdOfPosition(ref DataViewRowId value)
    {
        CheckAtRow();
        value = new DataViewRowId((ulong)_position, 0);
    }

    protected void CheckAtRow()
        => Contracts.Check(_position >= 0,
            "Values cannot be fetched at this time. This method was called either before the first call to " +
            "MoveNext, or at any point after that method returned false.");

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _position = -1;
        base.Dispose(disposing);
    }
}
