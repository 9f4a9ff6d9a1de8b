using System.Globalization;
using LaMo.Core.Data.Inspection;
using Spectre.Console;

namespace LaMo.Cli.Inspect;

/// <summary>Shows a dataset card in the terminal.</summary>
internal static class DatasetCardView
{
    private const int BarWidth = 40;

    // More dimensions than this are summed up in one line.
    private const int MostDimensions = 64;

    public static void Show(DatasetCard card, IAnsiConsole console)
    {
        console.Write(Facts(card));
        console.Write(Histogram("Return", card.Returns));
        console.Write(Histogram("Length", card.Lengths));
        console.Write(card.ActionCount > 0 ? Frequencies(card) : Dimensions("Action", card.Action));
        console.Write(Dimensions("State", card.State));
        foreach (BoundaryDoubt doubt in card.Doubts)
            console.MarkupLineInterpolated($"[yellow]Doubtful:[/] episode {doubt.Episode}, step {doubt.Step}: {doubt.Reason}");
        if (card.DoubtCount > card.Doubts.Count)
            console.MarkupLineInterpolated($"… and {card.DoubtCount - card.Doubts.Count} more doubtful boundaries");
    }

    private static Table Facts(DatasetCard card)
    {
        Table table = new Table().AddColumn("Dataset").AddColumn(Markup.Escape(card.Name));
        table.AddRow("Format", Markup.Escape(card.Format));
        table.AddRow("Steps", Text(card.Steps));
        table.AddRow("Episodes", Invariant($"{card.Episodes}: {card.TerminalEpisodes} terminal, {card.TimeoutEpisodes} cut by a time limit, {card.UnfinishedEpisodes} unfinished"));
        table.AddRow("State", string.Join(" x ", card.StateShape.Select(size => Text(size))));
        table.AddRow("Action", card.ActionCount > 0 ? Invariant($"one of {card.ActionCount}") : Text(card.ActionSize));
        table.AddRow("Return", Describe(card.Returns));
        if (card.NormalizedScore is double score)
            table.AddRow("Normalised score", Invariant($"{score:F1}"));
        table.AddRow("Length", Describe(card.Lengths));
        table.AddRow("Reward", Range(card.Reward));
        table.AddRow("Constant dimensions", Names(card, dimension => dimension.IsConstant));
        table.AddRow("Duplicate dimensions", Names(card, dimension => dimension.DuplicateOf is not null));
        table.AddRow("NaN or infinite", card.NotFinite == 0 ? "none" : Invariant($"[red]{card.NotFinite} values[/]"));
        table.AddRow("Doubtful boundaries", card.DoubtCount == 0 ? "none" : Invariant($"[yellow]{card.DoubtCount}[/]"));
        return table;
    }

    private static Table Histogram(string title, Distribution distribution)
    {
        Table table = new Table().AddColumn(title).AddColumn(new TableColumn("Episodes").RightAligned()).AddColumn("");
        double width = (distribution.Maximum - distribution.Minimum) / Math.Max(1, distribution.Bins.Count);
        for (int bin = 0; bin < distribution.Bins.Count; bin++)
        {
            double low = distribution.Minimum + bin * width;
            table.AddRow(
                distribution.Bins.Count == 1 ? Number(low) : $"{Number(low)} to {Number(low + width)}",
                Text(distribution.Bins[bin]),
                Bar(distribution.Bins[bin], distribution.Bins.Max()));
        }
        return table;
    }

    private static Table Frequencies(DatasetCard card)
    {
        Table table = new Table().AddColumn("Action").AddColumn(new TableColumn("Steps").RightAligned()).AddColumn("");
        for (int action = 0; action < card.ActionFrequencies.Count; action++)
            table.AddRow(Text(action), Text(card.ActionFrequencies[action]), Bar(card.ActionFrequencies[action], card.ActionFrequencies.Max()));
        return table;
    }

    private static Table Dimensions(string title, IReadOnlyList<DimensionSummary> dimensions)
    {
        Table table = new Table().AddColumn(title).AddColumn("Minimum").AddColumn("Maximum").AddColumn("Mean").AddColumn("Deviation").AddColumn("");
        if (dimensions.Count > MostDimensions)
            return table.AddRow(
                Invariant($"0 to {dimensions.Count - 1}"), Number(dimensions.Min(dimension => dimension.Minimum)), Number(dimensions.Max(dimension => dimension.Maximum)),
                Number(dimensions.Average(dimension => dimension.Mean)), "", "");
        for (int i = 0; i < dimensions.Count; i++)
        {
            DimensionSummary dimension = dimensions[i];
            table.AddRow(Text(i), Number(dimension.Minimum), Number(dimension.Maximum), Number(dimension.Mean), Number(dimension.StandardDeviation), Remark(dimension));
        }
        return table;
    }

    private static string Remark(DimensionSummary dimension) => string.Join(", ", new[]
    {
        dimension.IsConstant ? "constant" : null,
        dimension.DuplicateOf is int other ? Invariant($"the same as {other}") : null,
        dimension.NotFinite > 0 ? Invariant($"{dimension.NotFinite} NaN or infinite") : null,
    }.OfType<string>());

    private static string Names(DatasetCard card, Func<DimensionSummary, bool> which)
    {
        string[] names =
        [
            .. card.State.Select((dimension, i) => (dimension, name: Invariant($"State.{i}"))).Where(pair => which(pair.dimension)).Select(pair => pair.name),
            .. card.Action.Select((dimension, i) => (dimension, name: Invariant($"Action.{i}"))).Where(pair => which(pair.dimension)).Select(pair => pair.name),
        ];
        const int Most = 8;
        return names.Length == 0 ? "none" : string.Join(", ", names.Take(Most)) + (names.Length > Most ? Invariant($" and {names.Length - Most} more") : "");
    }

    private static string Describe(Distribution distribution) => Invariant(
        $"{Number(distribution.Mean)} ± {Number(distribution.StandardDeviation)}, from {Number(distribution.Minimum)} to {Number(distribution.Maximum)}, median {Number(distribution.Median)}");

    private static string Range(DimensionSummary dimension) => $"from {Number(dimension.Minimum)} to {Number(dimension.Maximum)}, mean {Number(dimension.Mean)}";

    private static string Bar(long count, long most) => new('█', most == 0 ? 0 : (int)Math.Ceiling((double)BarWidth * count / most));

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
