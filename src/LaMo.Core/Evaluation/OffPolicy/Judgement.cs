using static LaMo.Core.Evaluation.OffPolicy.OffPolicyWarningKind;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>What speaks against an estimate.</summary>
internal static class Judgement
{
    private const double FewestEpisodes = 20;
    private const double SmallestFraction = 0.05;
    private const double LargestShare = 0.2;
    private const double ToleratedRest = 0.05;

    public static OffPolicyWarning[] OfSampleSize(double effectiveSampleSize, int episodes) => effectiveSampleSize < Math.Max(FewestEpisodes, SmallestFraction * episodes)
        ? [new(LowEffectiveSampleSize, $"The {episodes} episodes are worth {effectiveSampleSize:F1} of the policy's own.")]
        : [];

    /// <param name="weights"><see langword="null"/> if the policy is deterministic.</param>
    public static OffPolicyWarning[] OfWeights(ImportanceWeights? weights)
    {
        if (weights is null)
            return [new(NoPolicyDensity, "The policy is deterministic: the logged actions have no probability under it. Give it a standard deviation for an estimate.")];
        double[] whole = weights.ScaledOfEpisodes();
        double share = whole.Max() / whole.Sum();
        return share <= LargestShare ? [] : [new(ExtremeWeights, double.IsNaN(share)
            ? "The policy would have chosen none of the logged episodes."
            : $"One episode has {share:P0} of all weight.")];
    }

    /// <param name="logRatios"><see langword="null"/> if the policy is deterministic.</param>
    public static OffPolicyWarning[] OfCoverage(double[]? logRatios) => logRatios is null
        ? [new(NoPolicyDensity, "The policy is deterministic: how well the data cover its actions is not known.")]
        : [];

    public static OffPolicyWarning[] OfCuts(LoggedEpisodes episodes)
    {
        int[] cut = [.. Enumerable.Range(0, episodes.Count).Where(episodes.IsCut)];
        double rest = cut.Sum(episode => Math.Pow(episodes.Discount, episodes.Length(episode))) / episodes.Count;
        return rest <= ToleratedRest ? [] : [new(CutEpisodes, $"{cut.Length} of {episodes.Count} episodes were cut; what would have followed is discounted by {rest:G2} only, on average over all, and is not counted.")];
    }

    public static OffPolicyWarning[] OfValues(ActionValues values, LoggedEpisodes episodes)
    {
        double horizon = 2.0 * episodes.MaxLength;
        if (episodes.Discount < 1)
            horizon = OfCuts(episodes).Length > 0 ? 1 / (1 - episodes.Discount) : Math.Min(1 / (1 - episodes.Discount), horizon);
        double bound = horizon * episodes.Rewards.Max(Math.Abs);
        double size = Math.Sqrt(values.Policy.Average(value => value * value));
        return size <= bound ? [] : [new(Divergence, $"Fitted values are {size:G3} in size; rewards add up to {bound:G3} at most.")];
    }

    /// <summary>What of a fit of values speaks against an estimate that uses them.</summary>
    public static IEnumerable<OffPolicyWarning> OfFit(OffPolicyEstimate fittedQ) => fittedQ.Warnings.Where(warning => warning.Kind is Divergence or NotConverged);
}
