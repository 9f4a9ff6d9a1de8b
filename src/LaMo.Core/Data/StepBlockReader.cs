namespace LaMo.Core.Data;

/// <summary>Reads the steps of a dataset once, in order.</summary>
public abstract class StepBlockReader : IDisposable
{
    /// <summary>Reads the next steps, as many as asked for if there are so many.</summary>
    /// <param name="block">Where to put them.</param>
    /// <param name="start">The place in the block of the first.</param>
    /// <param name="count">How many to read.</param>
    /// <returns>How many were read; 0 at the end.</returns>
    /// <exception cref="InvalidDataException">The data is damaged; the message names the file and the place.</exception>
    public abstract int Read(StepBlock block, int start, int count);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what is open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
