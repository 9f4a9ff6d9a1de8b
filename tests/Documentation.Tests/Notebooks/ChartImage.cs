using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LaMo.Documentation.Tests.Notebooks;

/// <summary>Draws charts for readers that know no Vega-Lite, by the packages of npm that reports are made with.</summary>
internal static class ChartImage
{
    public const string VegaLite = "application/vnd.vegalite.v5+json";
    public const string Svg = "image/svg+xml";

    private const string Program = """
        import * as vega from 'vega';
        import { compile } from 'vega-lite';
        let text = '';
        for await (const part of process.stdin) text += part;
        const { spec } = compile(JSON.parse(text), { config: { background: 'white', view: { stroke: null }, font: 'sans-serif' } });
        process.stdout.write(await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG());
        """;

    /// <summary>Draws a chart.</summary>
    /// <param name="specification">The chart, in Vega-Lite's grammar.</param>
    /// <param name="packages">The folder in which <c>npm ci</c> ran.</param>
    /// <returns>The drawing as SVG.</returns>
    public static string Draw(JsonNode specification, string packages)
    {
        var start = new ProcessStartInfo("node", ["--input-type=module", "-e", Program]) { WorkingDirectory = packages, RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process node = Process.Start(start)!;
        node.StandardInput.Write(specification.ToJsonString().Replace("currentColor", "#444", StringComparison.Ordinal));
        node.StandardInput.Close();
        string svg = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? svg : throw new InvalidOperationException($"node ended with {node.ExitCode}.");
    }
}
