using System.Globalization;
using LaMo.Core.Data.Inspection;
using LaMo.Reports;

namespace LaMo.Cli.Reporting;

/// <summary>A dataset card as tables of a report.</summary>
internal static class DatasetCardTables
{
    public static IEnumerable<ReportTable> Create(DatasetCard card)
    {
        yield return ReportTable.OfValues(
            "Dataset",
            ("Name", card.Name),
            ("Steps", Text(card.Steps)),
            ("Episodes", $"{card.Episodes}: {card.TerminalEpisodes} terminal, {card.TimeoutEpisodes} cut by a time limit, {card.UnfinishedEpisodes} unfinished"),
            ("Return", Describe(card.Returns)),
            ("Length", Describe(card.Lengths)),
            ("NaN or infinite values", Text(card.NotFinite)),
            ("Doubtful boundaries", Text(card.DoubtCount)));
        yield return new ReportTable(
            "Dimensions",
            ["Dimension", "Minimum", "Maximum", "Mean", "Deviation"],
            [
                Row("Reward", card.Reward),
                .. card.Action.Select((dimension, i) => Row($"Action.{i}", dimension)),
                .. card.State.Select((dimension, i) => Row($"State.{i}", dimension)),
            ]);
    }

    private static IReadOnlyList<string> Row(string name, DimensionSummary dimension) =>
        [name, Text(dimension.Minimum), Text(dimension.Maximum), Text(dimension.Mean), Text(dimension.StandardDeviation)];

    private static string Describe(Distribution distribution) =>
        $"{Text(distribution.Mean)} ± {Text(distribution.StandardDeviation)}, from {Text(distribution.Minimum)} to {Text(distribution.Maximum)}, median {Text(distribution.Median)}";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
