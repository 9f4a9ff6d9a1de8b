using LaMo.Core.Trajectories;

namespace LaMo.Core.Training;

/// <summary>An algorithm that learns what states and actions are worth by temporal differences, and a policy from that.</summary>
public abstract record ValueAlgorithm : PolicyAlgorithm
{
    /// <summary>The discount per step. The default value is 0.99.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>The share of the trained weights that target networks take over in every step. The default value is 0.005.</summary>
    public double Polyak { get; init; } = 0.005;

    /// <summary>What rewards are multiplied by. The default value is 1.</summary>
    public double RewardScale { get; init; } = 1;

    /// <summary>What is added to rewards before they are multiplied. The default value is 0.</summary>
    public double RewardShift { get; init; }

    /// <summary>
    /// Whether rewards are multiplied, too, by the steps of the longest episode over the difference of the highest and the lowest return in the data, which brings the returns of different
    /// tasks to one range (as IQL does for MuJoCo, arXiv 2110.06169, appendix B). Nothing changes where all returns are equal. The default value is <see langword="false"/>.
    /// </summary>
    public bool NormalizeRewards { get; init; }

    internal override TransitionDataset Prepare(TransitionDataset data) => data.WithRewards(EffectiveRewardScale(data), RewardShift);

    /// <summary>What the rewards of a dataset are multiplied by, all in all.</summary>
    protected double EffectiveRewardScale(TransitionDataset data)
    {
        if (!NormalizeRewards)
            return RewardScale;
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        int longest = 0;
        for (int episode = 0; episode < data.EpisodeCount; episode++)
        {
            double value = data.Return(episode);
            (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
            (int start, int end) = data.EpisodeRange(episode);
            longest = Math.Max(longest, end - start);
        }
        return highest > lowest ? RewardScale * longest / (highest - lowest) : RewardScale;
    }
}
