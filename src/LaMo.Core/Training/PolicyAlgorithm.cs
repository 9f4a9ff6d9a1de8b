using LaMo.Core.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Training;

/// <summary>An algorithm that learns a <see cref="PolicyNetwork"/> from recorded steps, with all its settings: a run's weights follow from them, the data and the seed.</summary>
public abstract record PolicyAlgorithm
{
    /// <summary>The widths of the hidden layers. The default value is 256, 256.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init; } = [256, 256];

    /// <summary>The largest absolute value of a continuous action. The default value is 1.</summary>
    public double MaxAction { get; init; } = 1;

    /// <summary>What the algorithm is called.</summary>
    public abstract string Name { get; }

    /// <summary>Whether how a step is taken depends on how many there will be.</summary>
    internal virtual bool DependsOnSteps => false;

    /// <summary>The data as it is learnt from: its best part, or with other rewards.</summary>
    internal virtual TransitionDataset Prepare(TransitionDataset data) => data;

    /// <summary>The shape of the network that it learns from data of given sizes.</summary>
    /// <param name="data">The data.</param>
    public abstract PolicyNetworkConfig Network(TransitionDataset data);

    /// <summary>Begins to learn.</summary>
    /// <param name="data">The data.</param>
    /// <param name="steps">The steps planned.</param>
    /// <param name="random">Where weights and noise come from.</param>
    internal abstract PolicyLearner CreateLearner(TransitionDataset data, int steps, SplitMix64 random);
}
