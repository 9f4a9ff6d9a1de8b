using System.Text.Json;

namespace LaMo.Reports.Charts;

/// <summary>The return of an episode.</summary>
/// <param name="Group">Whose episode it is, such as <c>recorded</c>.</param>
/// <param name="Return">The sum of its rewards.</param>
public readonly record struct EpisodeReturn(string Group, double Return);

/// <summary>How returns are distributed.</summary>
public static class ReturnDistribution
{
    /// <summary>A histogram for each group of episodes, one below the other over the same returns.</summary>
    /// <param name="title">The chart's title.</param>
    /// <param name="episodes">The episodes; groups are shown in the order in which they come.</param>
    public static ReportChart Create(string title, IReadOnlyList<EpisodeReturn> episodes)
    {
        string[] groups = [.. episodes.Select(episode => episode.Group).Distinct()];
        return new ReportChart(
            title,
            $"How many episodes had which return: {ChartData.ListOf(groups)}.",
            ChartData.Specification($$"""
                {
                  "mark": { "type": "bar", "tooltip": true, "binSpacing": 0.5 },
                  "width": 640, "height": 80,
                  "encoding": {
                    "x": { "field": "return", "bin": { "maxbins": 40 }, "type": "quantitative", "title": "return of an episode" },
                    "y": { "aggregate": "count", "type": "quantitative", "title": "episodes", "axis": { "tickCount": 3, "tickMinStep": 1 } },
                    "row": { "field": "group", "type": "nominal", "sort": {{JsonSerializer.Serialize(groups)}}, "title": null, "header": { "orient": "top", "labelAnchor": "start" } },
                    "color": { "field": "group", "type": "nominal", "sort": null, "legend": null }
                  },
                  "resolve": { "scale": { "y": "independent" } }
                }
                """).With(episodes));
    }
}
