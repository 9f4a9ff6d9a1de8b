using LaMo.Core.Training;
using LaMo.MLNet.Schema;

namespace LaMo.MLNet;

/// <summary>The columns, the network and the course of training that the trainers of multilayer perceptrons have in common.</summary>
public abstract class PolicyTrainerOptions
{
    /// <summary>The column that tells episodes apart: a key, an integer or text. The default value is <c>EpisodeId</c>.</summary>
    public string EpisodeIdColumnName { get; set; } = "EpisodeId";

    /// <summary>The step's number within its episode, an Int32. The default value is <c>Timestep</c>.</summary>
    public string TimestepColumnName { get; set; } = "Timestep";

    /// <summary>The state, a known-size vector of Single, best normalised (<c>NormalizeMeanVariance</c> with <c>fixZero: false</c>). The default value is <c>State</c>.</summary>
    public string StateColumnName { get; set; } = "State";

    /// <summary>The action: a known-size vector of Single or, where the trainer takes discrete actions, a key. The default value is <c>Action</c>.</summary>
    public string ActionColumnName { get; set; } = "Action";

    /// <summary>The reward, a Single; read if the trainer learns from it. The default value is <c>Reward</c>.</summary>
    public string RewardColumnName { get; set; } = "Reward";

    /// <summary>The column that scoring adds: a vector of Single, or the most probable of discrete actions, a key with the key values of the action column. The default value is <c>PredictedAction</c>.</summary>
    public string PredictedActionColumnName { get; set; } = "PredictedAction";

    /// <summary>The column that scoring adds for discrete actions, a vector of their probabilities. The default value is <c>Score</c>.</summary>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>The widths of the networks' hidden layers. The default value is 256, 256, in CQL 256, 256, 256.</summary>
    public int[] HiddenSizes { get; set; } = [256, 256];

    /// <summary>The largest absolute value of a continuous action; data with larger ones are refused. The default value is 1.</summary>
    public float MaxAction { get; set; } = 1;

    /// <summary>The number of training steps. The default value is 1 000 000.</summary>
    public int NumberOfSteps { get; set; } = 1_000_000;

    /// <summary>The number of recorded steps in a batch. The default value is 256.</summary>
    public int BatchSize { get; set; } = 256;

    /// <inheritdoc cref="TrainingOptions.NumberOfThreads"/>
    public int? NumberOfThreads { get; set; }

    /// <summary>
    /// What weights, batches and noise follow from. The default value is <see langword="null"/>: a number that the trainer draws when it is made, which follows from the seed of the
    /// <see cref="Microsoft.ML.MLContext"/>.
    /// </summary>
    public int? Seed { get; set; }

    /// <inheritdoc cref="SequenceTrainerOptions.CheckpointFolder"/>
    public string? CheckpointFolder { get; set; }

    /// <inheritdoc cref="PolicyTrainingOptions.CheckpointInterval"/>
    public int CheckpointInterval { get; set; } = 10_000;

    /// <inheritdoc cref="SequenceTrainerOptions.TimeLimit"/>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Told on the training thread how training goes, every 100 steps and at the end. The default value is <see langword="null"/>.</summary>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <inheritdoc cref="SequenceTrainerOptions.CancellationToken"/>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Whether the trainer takes discrete actions, too.</summary>
    internal virtual bool TakesDiscreteActions => false;

    /// <summary>How many states the policy sees.</summary>
    internal virtual int PolicyContextLength => 1;

    /// <summary>Whether the trainer learns from rewards.</summary>
    internal abstract bool NeedsReward { get; }

    /// <summary>The column that tells where values end; <see langword="null"/> if the trainer learns no values.</summary>
    internal virtual string? TerminalName => null;

    /// <summary>The column that scoring adds for values; <see langword="null"/> if the trainer learns none.</summary>
    internal virtual string? ValueName => null;

    internal abstract PolicyAlgorithm ToAlgorithm();

    internal PolicyTrainingOptions ToTrainingOptions() => new()
    {
        Steps = NumberOfSteps,
        BatchSize = BatchSize,
        NumberOfThreads = NumberOfThreads,
        TimeLimit = TimeLimit,
        CheckpointFolder = CheckpointFolder,
        CheckpointInterval = CheckpointInterval,
    };

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the exception names the option.</exception>
    internal virtual void Validate()
    {
        OptionRange.Column(EpisodeIdColumnName);
        OptionRange.Column(TimestepColumnName);
        OptionRange.Column(StateColumnName);
        OptionRange.Column(ActionColumnName);
        OptionRange.Column(RewardColumnName);
        OptionRange.Column(PredictedActionColumnName);
        OptionRange.Column(ScoreColumnName);
        if (HiddenSizes is not { Length: > 0 } || HiddenSizes.Any(size => size <= 0))
            throw new ArgumentOutOfRangeException(nameof(HiddenSizes), "HiddenSizes must name at least one positive width.");
        OptionRange.Positive(MaxAction);
        OptionRange.Positive(NumberOfSteps);
        OptionRange.Positive(BatchSize);
        OptionRange.Positive(NumberOfThreads ?? 1, nameof(NumberOfThreads));
        OptionRange.Positive(CheckpointInterval);
        if (CheckpointFolder == "")
            throw new ArgumentOutOfRangeException(nameof(CheckpointFolder), "CheckpointFolder must name a folder.");
        if (TimeLimit <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(TimeLimit), TimeLimit, "TimeLimit must be positive.");
    }
}
