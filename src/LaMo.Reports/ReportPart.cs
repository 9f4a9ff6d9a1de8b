using System.Text.Json.Nodes;

namespace LaMo.Reports;

/// <summary>Something in a report: <see cref="ReportText"/>, <see cref="ReportTable"/> or <see cref="ReportChart"/>.</summary>
public abstract record ReportPart
{
    private protected ReportPart()
    {
    }
}

/// <summary>A paragraph.</summary>
/// <param name="Text">The text; it is shown as it is, not read as HTML.</param>
public sealed record ReportText(string Text) : ReportPart;

/// <summary>A table. The first column names the rows; cells that are numbers are aligned to the right.</summary>
/// <param name="Caption">What the table shows; empty for none.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The rows, each with as many cells as there are columns.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportPart
{
    /// <summary>A table of names and values.</summary>
    /// <param name="caption">What the table shows; empty for none.</param>
    /// <param name="rows">The names and values.</param>
    public static ReportTable OfValues(string caption, params IReadOnlyList<(string Name, string Value)> rows) =>
        new(caption, ["", ""], [.. rows.Select(row => (IReadOnlyList<string>)[row.Name, row.Value])]);
}

/// <summary>A chart, drawn when the report is opened.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it shows, in words: its caption, and all that a screen reader has of it.</param>
/// <param name="Specification">
/// The chart in Vega-Lite's grammar (https://vega.github.io/vega-lite), its data included, without title and description. Vega-Lite takes a dot or a bracket in a field's name for a path into it.
/// </param>
public sealed record ReportChart(string Title, string Description, JsonObject Specification) : ReportPart;
