using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Core.BehaviorCloning;

/// <summary>Behaviour cloning: supervised learning of the recorded actions from the states they were taken in (Pomerleau, 1988).</summary>
public sealed record BehaviorCloningAlgorithm : PolicyAlgorithm
{
    /// <summary>The learning rate. The default value is 3e-4.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>How many states the policy sees: the current one and those before it in its episode. The default value is 1.</summary>
    public int ContextLength { get; init; } = 1;

    /// <summary>
    /// The fraction of the steps, in (0, 1], that is learnt from: those of the episodes with the best returns (the %BC of Decision Transformer, arXiv 2106.01345, section 5.1).
    /// The default value is 1.
    /// </summary>
    public double BestFraction { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "Behavior cloning";

    /// <inheritdoc/>
    public override PolicyNetworkConfig Network(TransitionDataset data) => new()
    {
        StateSize = data.StateSize,
        ActionSize = data.ActionCount > 0 ? data.ActionCount : data.ActionSize,
        ContextLength = ContextLength,
        Head = data.ActionCount > 0 ? PolicyHead.Categorical : PolicyHead.Deterministic,
        HiddenSizes = HiddenSizes,
        MaxAction = MaxAction,
    };

    internal override TransitionDataset Prepare(TransitionDataset data) => BestFraction < 1 ? data.Best(BestFraction) : data;

    internal override PolicyLearner CreateLearner(TransitionDataset data, int steps, SplitMix64 random) => new BehaviorCloningLearner(this, Network(data), random);
}
