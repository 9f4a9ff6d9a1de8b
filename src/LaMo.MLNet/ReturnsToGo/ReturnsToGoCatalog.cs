using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>Adds the return-to-go to the transforms of ML.NET.</summary>
public static class ReturnsToGoCatalog
{
    /// <summary>
    /// Adds each step's return-to-go: the sum of its episode's rewards from the step on, divided by <paramref name="scale"/>
    /// (Decision Transformer, arXiv 2106.01345, section 3).
    /// </summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column to add, a Single. The default value is <c>ReturnToGo</c>.</param>
    /// <param name="rewardColumnName">The rewards, a Single. The default value is <c>Reward</c>.</param>
    /// <param name="scale">What returns are divided by, positive; a task's usual scale brings them to the order of 1. The default value is 1.</param>
    /// <param name="discount">The discount per step in (0, 1]. The default value is 1, undiscounted as in the paper.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart, a key, an integer or text; an episode's rows are contiguous and in order. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive or the discount not in (0, 1].</exception>
    public static ReturnsToGoEstimator ReturnsToGo(
        this TransformsCatalog catalog,
        string outputColumnName = "ReturnToGo",
        string rewardColumnName = "Reward",
        float scale = 1f,
        float discount = 1f,
        string episodeIdColumnName = "EpisodeId")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(rewardColumnName);
        ArgumentException.ThrowIfNullOrEmpty(episodeIdColumnName);
        if (!float.IsFinite(scale) || scale <= 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be positive and finite.");
        if (!(discount is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(discount), discount, "The discount must lie in (0, 1].");
        return new ReturnsToGoEstimator(new ReturnsToGoOptions
        {
            OutputColumnName = outputColumnName,
            RewardColumnName = rewardColumnName,
            EpisodeIdColumnName = episodeIdColumnName,
            Scale = scale,
            Discount = discount,
        });
    }
}
