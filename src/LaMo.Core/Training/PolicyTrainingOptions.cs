namespace LaMo.Core.Training;

/// <summary>How long a <see cref="PolicyTraining"/> goes on, on how much at a time, and where its state is kept.</summary>
public sealed record PolicyTrainingOptions
{
    /// <summary>The number of steps. The default value is 1 000 000.</summary>
    public int Steps { get; init; } = 1_000_000;

    /// <summary>The number of recorded steps in a batch. The default value is 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <inheritdoc cref="TrainingOptions.NumberOfThreads"/>
    public int? NumberOfThreads { get; init; }

    /// <inheritdoc cref="TrainingOptions.TimeLimit"/>
    public TimeSpan? TimeLimit { get; init; }

    /// <inheritdoc cref="TrainingOptions.CheckpointFolder"/>
    public string? CheckpointFolder { get; init; }

    /// <summary>The steps after which the state is kept; it is also kept at the end and on cancellation. The default value is 10 000.</summary>
    public int CheckpointInterval { get; init; } = 10_000;
}
