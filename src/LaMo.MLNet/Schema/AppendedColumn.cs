using Microsoft.ML;

namespace LaMo.MLNet.Schema;

/// <summary>
/// The values of a column that <see cref="AppendedColumnView"/> adds, computed from rows read ahead by a cursor of its own: the view's cursor and this one
/// move over the same rows, this one first.
/// </summary>
internal abstract class AppendedColumn : IDisposable
{
    /// <summary>Moves to the next row; called only while there is one.</summary>
    public abstract void MoveNext();

    /// <summary>The getter of the current row's value.</summary>
    public abstract Delegate Getter { get; }

    public abstract void Dispose();
}
