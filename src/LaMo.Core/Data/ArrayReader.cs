namespace LaMo.Core.Data;

/// <summary>Reads the rows of an array in a file.</summary>
internal abstract class ArrayReader : IDisposable
{
    /// <summary>Reads consecutive rows as float32. Where a file can only be read forwards, what lies before the rows read last cannot be read again.</summary>
    /// <param name="first">The first row, from 0.</param>
    /// <param name="rows">How many.</param>
    /// <param name="destination">Where to, <c>[row, value]</c>.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message names file and array.</exception>
    public abstract void Read(long first, int rows, Span<float> destination);

    /// <inheritdoc/>
    public abstract void Dispose();
}
