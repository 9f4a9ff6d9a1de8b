using LaMo.Core.Trajectories;

namespace LaMo.Core.Data;

/// <summary>
/// A dataset of steps that can be read any number of times, by several readers at once. Its sizes are known; its steps are read in blocks, in order, episode by
/// episode. An episode whose last step is neither terminal nor cut was not finished when the recording ended.
/// </summary>
public abstract class StepSource
{
    /// <summary>What it was made from, for messages: a file, …</summary>
    public abstract string Name { get; }

    /// <summary>The format it is in, for people.</summary>
    public abstract string Format { get; }

    /// <summary>The sizes of its steps.</summary>
    public abstract StepLayout Layout { get; }

    /// <summary>The number of steps.</summary>
    public abstract long StepCount { get; }

    /// <summary>The number of episodes.</summary>
    public abstract int EpisodeCount { get; }

    /// <summary>The returns that count as scores of 0 and 1, where the dataset tells them.</summary>
    public virtual (double Random, double Expert)? ReferenceReturns => null;

    /// <summary>Begins to read at the first step.</summary>
    /// <param name="columns">The columns to read; those of the blocks that are read into.</param>
    /// <exception cref="IOException">The file is gone or has changed.</exception>
    public abstract StepBlockReader OpenReader(StepColumns columns = StepColumns.All);

    /// <summary>Reads all of it into a dataset to draw training windows from.</summary>
    /// <param name="returnScale">What returns-to-go are divided by, positive.</param>
    /// <param name="discount">The discount of returns-to-go per step, in (0, 1].</param>
    /// <exception cref="InvalidDataException">A value is not finite, or the data is damaged; the message names the file and the place.</exception>
    public TrajectoryDataset ToDataset(double returnScale = 1, double discount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(returnScale);
        if (!(discount is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(discount), discount, "The discount must lie in (0, 1].");
        return DatasetLoading.Load(this, returnScale, discount);
    }
}
