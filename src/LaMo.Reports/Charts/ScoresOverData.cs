namespace LaMo.Reports.Charts;

/// <summary>The scores that several runs of an algorithm reached with a share of the data.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Panel">Which part of the chart the point belongs to, such as the task.</param>
/// <param name="Data">The share of the data, in percent.</param>
/// <param name="Mean">The mean score.</param>
/// <param name="Deviation">Its standard deviation between the runs.</param>
public readonly record struct DataPoint(string Algorithm, string Panel, double Data, double Mean, double Deviation)
{
    /// <summary>The lower end of the error bar.</summary>
    public double Low => Mean - Deviation;

    /// <summary>The upper end of the error bar.</summary>
    public double High => Mean + Deviation;
}

/// <summary>How much data algorithms need.</summary>
public static class ScoresOverData
{
    /// <summary>A line for each algorithm over the share of the data on a logarithmic scale, with error bars of one standard deviation to either side; a panel below the other.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="points">The points; algorithms and panels are shown in the order in which they come.</param>
    public static ReportChart Create(string title, IReadOnlyList<DataPoint> points)
    {
        string algorithms = ScoreCurves.Names(points.Select(point => point.Algorithm)), panels = ScoreCurves.Names(points.Select(point => point.Panel));
        return new ReportChart(
            title,
            $"Mean scores over the seeds by the share of the data that was trained on, on a logarithmic scale, with one standard deviation to either side, for {ChartData.ListOf(points.Select(point => point.Algorithm))}; panels: {ChartData.ListOf(points.Select(point => point.Panel))}.",
            ChartData.Specification($$"""
                {
                  "facet": { "row": { "field": "panel", "type": "nominal", "sort": {{panels}}, "title": null, "header": { "orient": "top", "labelAnchor": "start" } } },
                  "resolve": { "scale": { "y": "independent" } },
                  "spec": {
                    "width": 600, "height": 220,
                    "encoding": {
                      "x": { "field": "data", "type": "quantitative", "title": "share of the episodes, %", "scale": { "type": "log" } },
                      "color": { "field": "algorithm", "type": "nominal", "sort": {{algorithms}}, "title": null }
                    },
                    "layer": [
                      {
                        "mark": { "type": "rule", "opacity": 0.35, "strokeWidth": 2, "aria": false },
                        "encoding": { "y": { "field": "low", "type": "quantitative", "title": "score" }, "y2": { "field": "high" } }
                      },
                      {
                        "mark": { "type": "line", "point": { "size": 45 }, "tooltip": true },
                        "encoding": { "y": { "field": "mean", "type": "quantitative", "title": "score" } }
                      }
                    ]
                  }
                }
                """).With(points));
    }
}
