using System.Text.Json;

namespace LaMo.Reports.Charts;

/// <summary>The score that several runs of an algorithm had at some moment of their training.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Panel">Which part of the chart the point belongs to, such as the share of the data.</param>
/// <param name="Trained">The share of the training steps that was done, in percent.</param>
/// <param name="Mean">The mean score.</param>
/// <param name="Deviation">Its standard deviation between the runs.</param>
public readonly record struct ScorePoint(string Algorithm, string Panel, double Trained, double Mean, double Deviation)
{
    /// <summary>The lower end of the band.</summary>
    public double Low => Mean - Deviation;

    /// <summary>The upper end of the band.</summary>
    public double High => Mean + Deviation;
}

/// <summary>How good algorithms became while they were trained.</summary>
public static class ScoreCurves
{
    /// <summary>A line for each algorithm over the share of its training, in a band of one standard deviation to either side; a panel below the other.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="points">The points; algorithms and panels are shown in the order in which they come.</param>
    public static ReportChart Create(string title, IReadOnlyList<ScorePoint> points)
    {
        string algorithms = Names(points.Select(point => point.Algorithm)), panels = Names(points.Select(point => point.Panel));
        return new ReportChart(
            title,
            $"Mean scores over the seeds as training went on, with one standard deviation to either side, for {ChartData.ListOf(points.Select(point => point.Algorithm))}; panels: {ChartData.ListOf(points.Select(point => point.Panel))}.",
            ChartData.Specification($$"""
                {
                  "facet": { "row": { "field": "panel", "type": "nominal", "sort": {{panels}}, "title": null, "header": { "orient": "top", "labelAnchor": "start" } } },
                  "spec": {
                    "width": 600, "height": 180,
                    "encoding": {
                      "x": { "field": "trained", "type": "quantitative", "title": "share of the training steps, %", "scale": { "domainMin": 0 } },
                      "color": { "field": "algorithm", "type": "nominal", "sort": {{algorithms}}, "title": null }
                    },
                    "layer": [
                      {
                        "mark": { "type": "area", "opacity": 0.12, "aria": false },
                        "encoding": { "y": { "field": "low", "type": "quantitative", "title": "score" }, "y2": { "field": "high" } }
                      },
                      {
                        "mark": { "type": "line", "point": { "size": 24 }, "tooltip": true },
                        "encoding": { "y": { "field": "mean", "type": "quantitative", "title": "score" } }
                      }
                    ]
                  }
                }
                """).With(points));
    }

    internal static string Names(IEnumerable<string> names) => JsonSerializer.Serialize(names.Distinct());
}
