using Microsoft.ML;

namespace LaMo.MLNet.Schema;

/// <summary>
/// The values of the columns that <see cref="AppendedColumnsView"/> adds, computed from rows read ahead by a cursor of its own: the view's cursor and this one
/// move over the same rows, this one first.
/// </summary>
internal abstract class AppendedColumns : IDisposable
{
    /// <summary>Moves to the next row; called only while there is one.</summary>
    public abstract void MoveNext();

    /// <summary>The getters of the current row's values, in the columns' order.</summary>
    public abstract IReadOnlyList<Delegate> Getters { get; }

    public abstract void Dispose();
}
