using LaMo.Core.Training;
using LaMo.MLNet.Schema;

namespace LaMo.MLNet;

/// <summary>The columns, the network and the course of training that the trainers of multilayer perceptrons have in common.</summary>
public abstract class PolicyTrainerOptions : TrainerOptions
{
    /// <summary>Makes options with what is usual for such trainers.</summary>
    protected PolicyTrainerOptions() => (NumberOfSteps, BatchSize, CheckpointInterval) = (1_000_000, 256, 10_000);

    /// <summary>The reward, a Single; read if the trainer learns from it. The default value is <c>Reward</c>.</summary>
    public string RewardColumnName { get; set; } = "Reward";

    /// <summary>The widths of the networks' hidden layers. The default value is 256, 256, in CQL 256, 256, 256.</summary>
    public int[] HiddenSizes { get; set; } = [256, 256];

    /// <summary>The largest absolute value of a continuous action; data with larger ones are refused. The default value is 1.</summary>
    public float MaxAction { get; set; } = 1;

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
    internal override void Validate()
    {
        base.Validate();
        OptionRange.Column(RewardColumnName);
        if (HiddenSizes is not { Length: > 0 } || HiddenSizes.Any(size => size <= 0))
            throw new ArgumentOutOfRangeException(nameof(HiddenSizes), "HiddenSizes must name at least one positive width.");
        OptionRange.Positive(MaxAction);
        OptionRange.Positive(NumberOfSteps);
    }
}
