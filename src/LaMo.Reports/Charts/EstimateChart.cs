using System.Text.Json;

namespace LaMo.Reports.Charts;

/// <summary>A figure with an interval.</summary>
/// <param name="Name">What the figure is of, such as an algorithm.</param>
/// <param name="Panel">Which part of the chart it belongs to, such as the share of the data.</param>
/// <param name="Value">The figure.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public readonly record struct EstimatePoint(string Name, string Panel, double Value, double Low, double High);

/// <summary>Figures and how far chance may have moved them.</summary>
public static class EstimateChart
{
    /// <summary>A dot for each figure on a bar that is its interval, one below the other; panels side by side.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="measure">What the figures are, such as <c>interquartile mean of the scores</c>.</param>
    /// <param name="points">The figures; they and the panels are shown in the order in which they come.</param>
    /// <param name="reference">A value to mark by a dashed line, such as one half for a probability. The default is <see langword="null"/>: none.</param>
    public static ReportChart Create(string title, string measure, IReadOnlyList<EstimatePoint> points, double? reference = null)
    {
        string names = ScoreCurves.Names(points.Select(point => point.Name)), panels = ScoreCurves.Names(points.Select(point => point.Panel));
        int count = Math.Max(1, points.Select(point => point.Panel).Distinct().Count());
        string line = reference is double value
            ? $$"""{ "mark": { "type": "rule", "strokeDash": [5, 4], "color": "currentColor", "opacity": 0.6, "aria": false }, "encoding": { "x": { "datum": {{JsonSerializer.Serialize(value)}} }, "y": null } },"""
            : "";
        return new ReportChart(
            title,
            $"{char.ToUpperInvariant(measure[0])}{measure[1..]} with 95 % intervals, for {ChartData.ListOf(points.Select(point => point.Name))}; panels: {ChartData.ListOf(points.Select(point => point.Panel))}.",
            ChartData.Specification($$"""
                {
                  "facet": { "column": { "field": "panel", "type": "nominal", "sort": {{panels}}, "title": null } },
                  "spec": {
                    "width": {{560 / count}}, "height": { "step": 26 },
                    "encoding": { "y": { "field": "name", "type": "nominal", "sort": {{names}}, "title": null, "axis": { "labelLimit": 260 } } },
                    "layer": [
                      {{line}}
                      {
                        "mark": { "type": "bar", "height": 8, "opacity": 0.35, "tooltip": true },
                        "encoding": { "x": { "field": "low", "type": "quantitative", "title": {{JsonSerializer.Serialize(measure)}} }, "x2": { "field": "high" } }
                      },
                      { "mark": { "type": "point", "filled": true, "size": 70, "opacity": 1, "tooltip": true }, "encoding": { "x": { "field": "value", "type": "quantitative" } } }
                    ]
                  }
                }
                """).With(points));
    }
}
