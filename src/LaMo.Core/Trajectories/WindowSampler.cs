namespace LaMo.Core.Trajectories;

/// <summary>
/// Draws training windows as Decision Transformer does: an episode with probability proportional to its length, then a start step uniformly within it,
/// which is a start step drawn uniformly from the whole dataset. A window runs from its start for K steps and is cut at the episode's end.
/// </summary>
/// <param name="data">The dataset, of at least one step.</param>
/// <param name="random">Where the draws come from, one for each window.</param>
public sealed class WindowSampler(TrajectoryDataset data, SplitMix64 random)
{
    /// <summary>Fills every window of a batch with a fresh draw.</summary>
    /// <param name="batch">The batch to fill.</param>
    /// <returns>The number of steps drawn, padding not counted.</returns>
    public int Fill(WindowBatch batch)
    {
        int steps = 0;
        for (int window = 0; window < batch.Size; window++)
            steps += data.FillWindow(random.Next(data.StepCount), batch, window);
        return steps;
    }
}
