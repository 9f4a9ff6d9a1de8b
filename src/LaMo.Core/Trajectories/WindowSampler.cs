namespace LaMo.Core.Trajectories;

/// <summary>
/// Draws training windows as Decision Transformer does: an episode with probability proportional to its length, then a start step uniformly within it,
/// which is a start step drawn uniformly from the whole dataset. A window runs from its start for K steps and is cut at the episode's end.
/// </summary>
public sealed class WindowSampler(TrajectoryDataset data, Random random)
{
    /// <summary>Fills every window of a batch with a fresh draw.</summary>
    /// <param name="batch">The batch to fill.</param>
    /// <returns>The number of steps drawn, padding not counted.</returns>
    public int Fill(WindowBatch batch)
    {
        int steps = 0;
        for (int window = 0; window < batch.Size; window++)
        {
            int start = random.Next(data.StepCount);
            int end = Math.Min(start + batch.ContextLength, data.EpisodeRange(data.EpisodeOf(start)).End);
            int length = end - start;
            batch.Fill(window,
                data.States.AsSpan(start * data.StateSize, length * data.StateSize),
                data.Actions.AsSpan(start * data.ActionSize, length * data.ActionSize),
                data.ReturnsToGo.AsSpan(start, length),
                data.Timesteps.AsSpan(start, length));
            steps += length;
        }
        return steps;
    }
}
