using System.Text.Json.Nodes;

namespace LaMo.Reports.Charts;

/// <summary>An episode of a policy that was asked for a return.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Target">The return that it was asked for.</param>
/// <param name="Return">The return that it reached.</param>
public readonly record struct TargetedReturn(string Policy, double Target, double Return);

/// <summary>A return to compare with, such as the mean of the recorded episodes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Return">The return.</param>
public readonly record struct ReferenceReturn(string Name, double Return);

/// <summary>Whether a policy does as it is asked.</summary>
public static class TargetVersusAchieved
{
    /// <summary>
    /// The returns that were reached over those asked for: a dot for each episode, their mean with one standard deviation to either side, a dashed line where the two are equal and
    /// dotted ones for what to compare with.
    /// </summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="episodes">The episodes.</param>
    /// <param name="references">What to compare with.</param>
    public static ReportChart Create(string title, IReadOnlyList<TargetedReturn> episodes, params IReadOnlyList<ReferenceReturn> references)
    {
        double highest = episodes.Select(episode => episode.Target).DefaultIfEmpty().Max();
        JsonObject chart = ChartData.Specification($$"""
            {
              "width": 640, "height": 360,
              "encoding": {
                "x": { "field": "target", "type": "quantitative", "title": "return asked for", "scale": { "zero": true } },
                "y": { "field": "return", "type": "quantitative", "title": "return reached", "scale": { "zero": true } },
                "color": { "field": "policy", "type": "nominal", "sort": null }
              },
              "layer": [
                {
                  "data": { "values": [{ "target": 0, "return": 0 }, { "target": {{highest}}, "return": {{highest}} }] },
                  "mark": { "type": "line", "strokeDash": [6, 4], "color": "currentColor", "opacity": 0.5, "aria": false },
                  "encoding": { "color": null }
                },
                { "mark": { "type": "point", "filled": true, "size": 30, "opacity": 0.35, "tooltip": true } },
                { "mark": { "type": "errorbar", "extent": "stdev", "ticks": true, "thickness": 2 }, "encoding": { "y": { "field": "return", "type": "quantitative", "title": "return reached" } } },
                { "mark": { "type": "point", "filled": true, "shape": "diamond", "size": 130, "opacity": 1, "tooltip": true }, "encoding": { "y": { "aggregate": "mean", "field": "return", "type": "quantitative" } } }
              ]
            }
            """).With(episodes);
        JsonArray layers = chart["layer"]!.AsArray();
        foreach (ReferenceReturn reference in references)
        {
            layers.Add(ChartData.Specification("""{ "mark": { "type": "rule", "strokeDash": [1, 3], "color": "currentColor" }, "encoding": { "x": null, "color": null } }""").With([reference]));
            layers.Add(ChartData.Specification("""
                {
                  "mark": { "type": "text", "align": "left", "baseline": "bottom", "dx": 6, "dy": -3, "color": "currentColor" },
                  "encoding": { "x": { "value": 0 }, "color": null, "text": { "field": "name" } }
                }
                """).With([reference]));
        }
        return new ReportChart(
            title,
            $"The return that each episode reached over the one asked for, for {ChartData.ListOf(episodes.Select(episode => episode.Policy))}; diamonds are means, bars one standard deviation to either side. "
                + "On the dashed line a policy reaches what it is asked for."
                + (references.Count > 0 ? $" Dotted lines: {string.Join(", ", references.Select(reference => reference.Name))}." : ""),
            chart);
    }
}
