namespace LaMo.Core.Data.Inspection;

/// <summary>Reads a dataset through and tells what it is like.</summary>
public static class DatasetInspection
{
    private const int ValuesPerBlock = 1 << 18;

    /// <summary>Inspects a dataset. It is read twice; of its steps only a block is in memory.</summary>
    /// <param name="source">The dataset.</param>
    /// <exception cref="InvalidDataException">The data is damaged; the message names the file and the place.</exception>
    public static DatasetCard Inspect(StepSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        StepLayout layout = source.Layout;
        var states = new DimensionStatistics(layout.StateSize);
        var starts = new DimensionStatistics(layout.StateSize);
        var actions = new DimensionStatistics(layout.ActionSize);
        var rewards = new DimensionStatistics(1);
        var episodes = new EpisodeStatistics();
        long[] frequencies = new long[layout.ActionCount];
        ForEachStep(source, StepColumns.All, (block, row, _) =>
        {
            ReadOnlySpan<float> state = block.States.AsSpan(row * layout.StateSize, layout.StateSize);
            states.Add(state);
            actions.Add(block.Actions.AsSpan(row * layout.ActionSize, layout.ActionSize));
            rewards.Add(block.Rewards.AsSpan(row, 1));
            if (layout.ActionCount > 0)
                frequencies[(int)block.Actions[row]]++;
            if (episodes.Add(block, row))
                starts.Add(state);
        });
        episodes.Close();

        var boundaries = new BoundaryInspection(layout.StateSize, states, starts);
        ForEachStep(source, StepColumns.State, boundaries.Add);
        IReadOnlyList<BoundaryDoubt> doubts = boundaries.Finish();
        DimensionSummary[] stateSummaries = states.ToSummaries(), actionSummaries = actions.ToSummaries();
        DimensionSummary rewardSummary = rewards.ToSummaries()[0];
        Distribution returns = Distribution.Of(episodes.Returns);
        return new DatasetCard
        {
            Name = source.Name,
            Format = source.Format,
            Steps = source.StepCount,
            Episodes = source.EpisodeCount,
            StateShape = layout.StateShape,
            ActionSize = layout.ActionSize,
            ActionCount = layout.ActionCount,
            Returns = returns,
            Lengths = Distribution.Of(episodes.Lengths),
            NormalizedScore = source.ReferenceReturns is (double random, double expert) ? 100 * (returns.Mean - random) / (expert - random) : null,
            TerminalEpisodes = episodes.Terminal,
            TimeoutEpisodes = episodes.Timeout,
            UnfinishedEpisodes = episodes.Unfinished,
            State = stateSummaries,
            Action = actionSummaries,
            Reward = rewardSummary,
            ActionFrequencies = frequencies,
            NotFinite = stateSummaries.Concat(actionSummaries).Append(rewardSummary).Sum(dimension => dimension.NotFinite),
            Doubts = [.. doubts.Take(BoundaryInspection.MostShown)],
            DoubtCount = doubts.Count,
        };
    }

    private static void ForEachStep(StepSource source, StepColumns columns, Action<StepBlock, int, long> look)
    {
        var block = new StepBlock(source.Layout, (int)Math.Clamp(ValuesPerBlock / source.Layout.StateSize, 1, source.StepCount), columns);
        using StepBlockReader reader = source.OpenReader(columns);
        long step = 0;
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            for (int row = 0; row < count; row++)
                look(block, row, step++);
    }
}
