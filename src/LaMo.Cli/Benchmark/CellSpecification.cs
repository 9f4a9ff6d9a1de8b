using LaMo.Cli.Configuration;

namespace LaMo.Cli.Benchmark;

/// <summary>A run of a benchmark: all that its result follows from.</summary>
internal sealed record CellSpecification
{
    /// <summary>The task's name, as it is shown.</summary>
    public required string Task { get; init; }

    /// <summary>The algorithm's name, as it is shown.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The environment that is played.</summary>
    public required string Environment { get; init; }

    /// <summary>How the data was recorded; <see langword="null"/> if it is somebody else's.</summary>
    public TaskRecording? Recording { get; init; }

    /// <summary>The training.</summary>
    public required RunConfiguration Run { get; init; }

    /// <summary>The returns to ask for; empty if the algorithm cannot be asked for one.</summary>
    public required IReadOnlyList<float> TargetReturns { get; init; }

    /// <summary>The training steps between evaluations.</summary>
    public required int EvaluationInterval { get; init; }

    /// <summary>The episodes of an evaluation, for each target return.</summary>
    public required int EvaluationEpisodes { get; init; }

    public override string ToString() => FormattableString.Invariant($"{Task}, {Algorithm}, {100 * Run.DataRatio:0.##} % of the data, seed {Run.Seed}");
}
