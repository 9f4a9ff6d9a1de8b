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

    /// <summary>Reads the steps of an episode, as many at a time as the block has room for.</summary>
    /// <param name="block">Where to put them, from its beginning.</param>
    /// <param name="steps">How many the episode has.</param>
    /// <param name="use">Called with the number of steps in the block.</param>
    internal void ReadEpisode(StepBlock block, int steps, Action<int> use)
    {
        for (int count; steps > 0; steps -= count)
        {
            count = Read(block, 0, Math.Min(steps, block.Capacity));
            if (count == 0)
                throw new IOException("The dataset has changed while it was in use: an episode has fewer steps than before.");
            use(count);
        }
    }

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
