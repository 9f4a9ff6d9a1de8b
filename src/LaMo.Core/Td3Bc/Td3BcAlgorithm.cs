using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Td3Bc;

/// <summary>TD3+BC (Fujimoto and Gu, arXiv 2106.06860): TD3 whose actor is also asked to stay near the recorded actions. For continuous actions.</summary>
public sealed record Td3BcAlgorithm : ValueAlgorithm
{
    /// <summary>The learning rate of actor and critics. The default value is 3e-4.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>The weight alpha of the value against nearness to the data. The default value is 2.5.</summary>
    public double Alpha { get; init; } = 2.5;

    /// <summary>The standard deviation of the noise on the target policy's actions, as a share of <see cref="PolicyAlgorithm.MaxAction"/>. The default value is 0.2.</summary>
    public double PolicyNoise { get; init; } = 0.2;

    /// <summary>What the noise is cut at, as a share of <see cref="PolicyAlgorithm.MaxAction"/>. The default value is 0.5.</summary>
    public double NoiseClip { get; init; } = 0.5;

    /// <summary>The steps of the critics for one of the actor and the target networks. The default value is 2.</summary>
    public int PolicyInterval { get; init; } = 2;

    /// <inheritdoc/>
    public override string Name => "TD3+BC";

    /// <inheritdoc/>
    public override PolicyNetworkConfig Network(TransitionDataset data) => new()
    {
        StateSize = data.StateSize,
        ActionSize = data.ActionSize,
        Head = PolicyHead.Deterministic,
        Value = PolicyValue.Action,
        RewardScale = EffectiveRewardScale(data),
        HiddenSizes = HiddenSizes,
        MaxAction = MaxAction,
    };

    internal override PolicyLearner CreateLearner(TransitionDataset data, int steps, SplitMix64 random) => new Td3BcLearner(this, Network(data), random);
}
