using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Iql;

/// <summary>Implicit Q-learning (Kostrikov, Nair and Levine, arXiv 2110.06169): values by expectile regression, which never asks for an action outside the data. For continuous actions.</summary>
public sealed record IqlAlgorithm : ValueAlgorithm
{
    /// <summary>The learning rate of all networks; the actor's falls to 0 by a cosine. The default value is 3e-4.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>The expectile tau: above 0.5, the value of a state leans towards its better actions. The default value is 0.7.</summary>
    public double Expectile { get; init; } = 0.7;

    /// <summary>The inverse temperature beta: how much more an action weighs by its advantage. The default value is 3.</summary>
    public double InverseTemperature { get; init; } = 3;

    /// <summary>The largest weight of an action. The default value is 100.</summary>
    public double MaxWeight { get; init; } = 100;

    /// <inheritdoc/>
    public override string Name => "IQL";

    /// <inheritdoc/>
    public override PolicyNetworkConfig Network(TransitionDataset data) => new()
    {
        StateSize = data.StateSize,
        ActionSize = data.ActionSize,
        Head = PolicyHead.Deterministic,
        Value = PolicyValue.State,
        RewardScale = EffectiveRewardScale(data),
        HiddenSizes = HiddenSizes,
        MaxAction = MaxAction,
    };

    internal override bool DependsOnSteps => true;

    internal override PolicyLearner CreateLearner(TransitionDataset data, int steps, SplitMix64 random) => new IqlLearner(this, Network(data), steps, random);
}
