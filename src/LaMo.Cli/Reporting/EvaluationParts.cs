using System.Globalization;
using LaMo.Cli.Evaluate;
using LaMo.Reports;
using LaMo.Reports.Charts;

namespace LaMo.Cli.Reporting;

/// <summary>What a policy reached in its task, as parts of a report.</summary>
internal static class EvaluationParts
{
    /// <param name="policy">The policy's name.</param>
    /// <param name="evaluation">What was found.</param>
    /// <param name="recorded">The returns of the episodes that it learnt from, to compare with; empty if they are not known.</param>
    public static IEnumerable<ReportPart> Charts(string policy, EvaluationReport evaluation, IReadOnlyList<double> recorded) =>
    [
        TargetVersusAchieved.Create(
            $"{evaluation.Task}: returns asked for and reached",
            [.. evaluation.Rollouts.SelectMany(rollout => rollout.Returns.Select(value => new TargetedReturn(policy, rollout.Target, value)))],
            [
                .. recorded.Count > 0 ? [new ReferenceReturn("recorded, on average", recorded.Average())] : Array.Empty<ReferenceReturn>(),
                new ReferenceReturn("doing nothing", evaluation.DoNothing.Mean),
            ]),
        ReturnDistribution.Create($"{evaluation.Task}: returns of episodes",
        [
            .. recorded.Select(value => new EpisodeReturn("recorded", value)),
            .. evaluation.Rollouts.SelectMany(rollout => rollout.Returns.Select(value => new EpisodeReturn($"{policy} asked for {Text(rollout.Target)}", value))),
        ]),
    ];

    /// <summary>The means in a table.</summary>
    public static ReportTable Table(EvaluationReport evaluation) => new(
        "Returns (mean ± standard deviation) and normalised scores (0 is a random policy, 100 the reference expert)",
        ["Who plays", "Return", "Score"],
        [Row("Doing nothing", evaluation.DoNothing), .. evaluation.Rollouts.Select(rollout => Row($"The model, asked for {Text(rollout.Target)}", rollout))]);

    private static IReadOnlyList<string> Row(string player, ReturnSummary summary) =>
        [player, FormattableString.Invariant($"{summary.Mean:F1} ± {summary.StandardDeviation:F1}"), FormattableString.Invariant($"{summary.Score:F1}")];

    private static string Text(float target) => target.ToString(CultureInfo.InvariantCulture);
}
