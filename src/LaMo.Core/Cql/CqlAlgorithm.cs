using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Cql;

/// <summary>
/// Conservative Q-learning, the variant CQL(H) (Kumar et al., arXiv 2006.04779): critics that are pressed down where the policy would go and up where the data are. With continuous
/// actions it stands on SAC, with discrete ones on double deep Q-learning.
/// </summary>
public sealed record CqlAlgorithm : ValueAlgorithm
{
    /// <summary>Makes the algorithm with three hidden layers of 256.</summary>
    public CqlAlgorithm() => HiddenSizes = [256, 256, 256];

    /// <summary>The learning rate of the actor and of the entropy's weight; discrete actions have neither. The default value is 3e-5.</summary>
    public double ActorLearningRate { get; init; } = 3e-5;

    /// <summary>The learning rate of the critics. The default value is 3e-4.</summary>
    public double CriticLearningRate { get; init; } = 3e-4;

    /// <summary>The weight alpha of the conservative penalty. The default value is 10.</summary>
    public double Alpha { get; init; } = 10;

    /// <summary>The number of continuous actions sampled from each distribution: uniform, the policy here, the policy in the next state. The default value is 10.</summary>
    public int SampledActions { get; init; } = 10;

    /// <summary>The temperature of the penalty's soft maximum. The default value is 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// The gap between soft maximum and data (the paper's tau) that a second weight on the penalty is tuned to keep, by dual descent (equation 30); <see langword="null"/> for
    /// a fixed weight. The default value is <see langword="null"/>.
    /// </summary>
    public double? LagrangeThreshold { get; init; }

    /// <inheritdoc/>
    public override string Name => "CQL";

    /// <inheritdoc/>
    public override PolicyNetworkConfig Network(TransitionDataset data) => new()
    {
        StateSize = data.StateSize,
        ActionSize = data.ActionCount > 0 ? data.ActionCount : data.ActionSize,
        Head = data.ActionCount > 0 ? PolicyHead.Categorical : PolicyHead.Gaussian,
        Value = data.ActionCount > 0 ? PolicyValue.Actor : PolicyValue.Action,
        RewardScale = EffectiveRewardScale(data),
        HiddenSizes = HiddenSizes,
        MaxAction = MaxAction,
    };

    internal override PolicyLearner CreateLearner(TransitionDataset data, int steps, SplitMix64 random) =>
        data.ActionCount > 0 ? new DiscreteCqlLearner(this, Network(data), random) : new CqlLearner(this, Network(data), random);
}
