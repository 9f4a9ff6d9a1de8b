using System.Text.Json;

namespace LaMo.Reports.Charts;

/// <summary>A point of a learning curve.</summary>
/// <param name="Curve">The curve's name.</param>
/// <param name="Step">The optimiser steps done.</param>
/// <param name="Value">What was measured.</param>
public readonly record struct CurvePoint(string Curve, int Step, double Value);

/// <summary>How a training went.</summary>
public static class LearningCurves
{
    /// <summary>A line for each curve over the training steps, on a logarithmic scale where all values are positive.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="measure">What the values are, such as <c>mean squared error of actions</c>.</param>
    /// <param name="points">The points, in the order of their steps.</param>
    public static ReportChart Create(string title, string measure, IReadOnlyList<CurvePoint> points)
    {
        bool isPositive = points.All(point => point.Value > 0);
        string scale = isPositive ? """{ "type": "log", "nice": false }""" : """{ "type": "linear", "zero": false }""";
        return new ReportChart(
            title,
            $"How the {measure} went with the training steps{(isPositive ? ", on a logarithmic scale" : "")}, for {ChartData.ListOf(points.Select(point => point.Curve))}.",
            ChartData.Specification($$"""
                {
                  "width": 640, "height": 300,
                  "mark": { "type": "line", "point": { "size": 18 }, "tooltip": true },
                  "encoding": {
                    "x": { "field": "step", "type": "quantitative", "title": "training step" },
                    "y": { "field": "value", "type": "quantitative", "title": {{JsonSerializer.Serialize(measure)}}, "scale": {{scale}}, "axis": { "tickCount": 6 } },
                    "color": { "field": "curve", "type": "nominal", "sort": null }
                  }
                }
                """).With(points));
    }
}
