namespace LaMo.Core.Data.Inspection;

/// <summary>What a dataset is like.</summary>
public sealed record DatasetCard
{
    /// <summary>What was inspected: a file, …</summary>
    public required string Name { get; init; }

    /// <summary>The format it is in.</summary>
    public required string Format { get; init; }

    /// <summary>The number of steps.</summary>
    public required long Steps { get; init; }

    /// <summary>The number of episodes.</summary>
    public required int Episodes { get; init; }

    /// <summary>The shape of a state.</summary>
    public required IReadOnlyList<int> StateShape { get; init; }

    /// <summary>The number of values of an action; 1 for a discrete one.</summary>
    public required int ActionSize { get; init; }

    /// <summary>The number of discrete actions, 0 for continuous ones.</summary>
    public required int ActionCount { get; init; }

    /// <summary>The episodes' returns, over those whose rewards are all finite.</summary>
    public required Distribution Returns { get; init; }

    /// <summary>The episodes' lengths.</summary>
    public required Distribution Lengths { get; init; }

    /// <summary>The mean return as a score between the reference returns, 0 to 100; <see langword="null"/> if the dataset tells none.</summary>
    public required double? NormalizedScore { get; init; }

    /// <summary>The episodes that ended in a terminal state.</summary>
    public required int TerminalEpisodes { get; init; }

    /// <summary>The episodes that were cut by a time limit.</summary>
    public required int TimeoutEpisodes { get; init; }

    /// <summary>The episodes that ended neither way.</summary>
    public required int UnfinishedEpisodes { get; init; }

    /// <summary>The dimensions of the states.</summary>
    public required IReadOnlyList<DimensionSummary> State { get; init; }

    /// <summary>The dimensions of the actions; a discrete action's number.</summary>
    public required IReadOnlyList<DimensionSummary> Action { get; init; }

    /// <summary>The rewards.</summary>
    public required DimensionSummary Reward { get; init; }

    /// <summary>How often each discrete action was taken; empty for continuous ones.</summary>
    public required IReadOnlyList<long> ActionFrequencies { get; init; }

    /// <summary>The number of values that are NaN or infinite.</summary>
    public required long NotFinite { get; init; }

    /// <summary>The episode boundaries that look wrong, the first of them.</summary>
    public required IReadOnlyList<BoundaryDoubt> Doubts { get; init; }

    /// <summary>How many look wrong in all.</summary>
    public required int DoubtCount { get; init; }
}

/// <summary>An episode boundary that looks wrong, or a place that looks like one.</summary>
/// <param name="Episode">The episode's number, from 0.</param>
/// <param name="Step">The step's number in the dataset, from 0.</param>
/// <param name="Reason">What is odd there.</param>
public sealed record BoundaryDoubt(int Episode, long Step, string Reason);
