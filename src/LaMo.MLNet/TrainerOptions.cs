using LaMo.Core.Training;
using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>The columns and the course of training that all trainers of <see cref="OfflineRLTrainers"/> have in common.</summary>
public abstract class TrainerOptions
{
    /// <summary>The column that tells episodes apart: a key, an integer or text. The default value is <c>EpisodeId</c>.</summary>
    public string EpisodeIdColumnName { get; set; } = "EpisodeId";

    /// <summary>The step's number within its episode, an Int32. The default value is <c>Timestep</c>.</summary>
    public string TimestepColumnName { get; set; } = "Timestep";

    /// <summary>
    /// The state: a known-size vector of Single, best normalised (<c>NormalizeMeanVariance</c> with <c>fixZero: false</c>). For sequence models also an image, a vector of Byte or Single with
    /// the dimensions [frames, height, width], which a convolutional network embeds; bytes are divided by 255. The default value is <c>State</c>.
    /// </summary>
    public string StateColumnName { get; set; } = "State";

    /// <summary>The action: a known-size vector of Single or, where the trainer takes discrete actions, a key. The default value is <c>Action</c>.</summary>
    public string ActionColumnName { get; set; } = "Action";

    /// <summary>
    /// The column that scoring adds: a vector of Single, or for discrete actions the most probable one, a key with the key values of the action column. The default value is <c>PredictedAction</c>.
    /// </summary>
    public string PredictedActionColumnName { get; set; } = "PredictedAction";

    /// <summary>The column that scoring adds for discrete actions, a vector of their probabilities. The default value is <c>Score</c>.</summary>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>The number of optimiser steps. The default value is 100 000 for sequence models and 1 000 000 for others.</summary>
    public int NumberOfSteps { get; set; }

    /// <summary>What a batch has: windows, 64 by default, for sequence models; recorded steps, 256 by default, for others.</summary>
    public int BatchSize { get; set; }

    /// <inheritdoc cref="TrainingOptions.NumberOfThreads"/>
    public int? NumberOfThreads { get; set; }

    /// <summary>
    /// What all randomness follows from: weights, batches, noise and dropout, and the episodes held out. The default value is <see langword="null"/>: a number that the trainer draws when
    /// it is made, which follows from the seed of the <see cref="MLContext"/>.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>
    /// A folder that training keeps its state in, in a file named <c>training.state</c>, and goes on from the state it finds there: a run that was killed at any moment ends, when it
    /// is fitted again, with the very model of one that was not (on the CPU), and a finished one goes on if <see cref="NumberOfSteps"/> is raised. The state must be of the
    /// same data, options and seed, so set <see cref="Seed"/> or the context's. The default value is <see langword="null"/>: no state is kept.
    /// </summary>
    public string? CheckpointFolder { get; set; }

    /// <summary>The steps after which the state is kept; it is also kept at the end and on cancellation. The default value is 1000 for sequence models and 10 000 for others.</summary>
    public int CheckpointInterval { get; set; }

    /// <summary>
    /// When set, training ends after this time even if not all steps are done; the seed then fixes the result only as far as the machine's speed does.
    /// The default value is <see langword="null"/>.
    /// </summary>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Told on the training thread how training goes, every 50 steps for sequence models and every 100 for others, before each look of <see cref="Snapshots"/> and at the end. The default value is <see langword="null"/>.</summary>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>Shown the model while it is trained, to see what it can do by then; training goes on as without. The default value is <see langword="null"/>.</summary>
    public Snapshots<ITransformer>? Snapshots { get; set; }

    /// <summary>Stops training between two steps by an <see cref="OperationCanceledException"/>. The default value cannot be cancelled.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the exception names the option.</exception>
    internal virtual void Validate()
    {
        OptionRange.Column(EpisodeIdColumnName);
        OptionRange.Column(TimestepColumnName);
        OptionRange.Column(StateColumnName);
        OptionRange.Column(ActionColumnName);
        OptionRange.Column(PredictedActionColumnName);
        OptionRange.Column(ScoreColumnName);
        OptionRange.Positive(BatchSize);
        OptionRange.Positive(NumberOfThreads ?? 1, nameof(NumberOfThreads));
        OptionRange.Positive(CheckpointInterval);
        if (CheckpointFolder == "")
            throw new ArgumentOutOfRangeException(nameof(CheckpointFolder), "CheckpointFolder must name a folder.");
        if (TimeLimit <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(TimeLimit), TimeLimit, "TimeLimit must be positive.");
        OptionRange.Positive(Snapshots?.Interval ?? 1, nameof(Snapshots));
    }
}
