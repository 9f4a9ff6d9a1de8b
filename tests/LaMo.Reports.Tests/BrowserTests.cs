using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LaMo.Reports.Tests;

/// <summary>Opens a report in a headless Chromium and looks at what it has become there.</summary>
public sealed class BrowserTests
{
    [BrowserFact]
    public void ChartsAreDrawn()
    {
        string page = Open(Examples.Whole);
        string[] figures = [.. Regex.Matches(page, "<figure.*?</figure>", RegexOptions.Singleline).Select(match => match.Value)];
        Assert.Equal(3, figures.Length);
        foreach (string figure in figures)
        {
            Assert.True(figure.StartsWith("<figure data-state=\"drawn\">"), figure);
            Assert.Contains("<svg", figure);
        }

        Assert.Equal(2, Marks(figures[0], "line").Count);
        Assert.Equal(80, Marks(figures[0], "symbol").Count(mark => mark.Contains("aria-roledescription=\"point\"")));
        Assert.InRange(Marks(figures[1], "rect").Count, 20, 80);
        Assert.Equal(3, Marks(figures[2], "symbol").Count(mark => mark.Contains("opacity=\"1\"")));
        foreach (string words in (ReadOnlySpan<string>)["recorded, on average", "doing nothing", "return asked for", "return reached"])
            Assert.Contains(words, figures[2]);
        foreach (string words in (ReadOnlySpan<string>)["training step", "mean squared error of actions", "held out"])
            Assert.Contains(words, figures[0]);
    }

    [BrowserFact]
    public void ComparisonsAreDrawn()
    {
        string[] figures = [.. Regex.Matches(Open(Examples.Comparison), "<figure.*?</figure>", RegexOptions.Singleline).Select(match => match.Value)];
        Assert.Equal(3, figures.Length);
        Assert.All(figures, figure => Assert.StartsWith("<figure data-state=\"drawn\">", figure));
        // Two algorithms in two panels, each with a line over two moments, or three shares of the data.
        Assert.Equal(4, Marks(figures[0], "line").Count);
        Assert.Equal(4 * 2, Marks(figures[0], "symbol").Count(mark => mark.Contains("aria-roledescription=\"point\"")));
        Assert.Equal(4, Marks(figures[1], "line").Count);
        Assert.Equal(4 * 3, Marks(figures[1], "symbol").Count(mark => mark.Contains("aria-roledescription=\"point\"")));
        Assert.Equal(4, Marks(figures[2], "rect").Count(mark => mark.Contains("aria-roledescription=\"bar\"")));
        foreach (string words in (ReadOnlySpan<string>)["share of the training steps, %", "LaMo", "1 %"])
            Assert.Contains(words, figures[0]);
        Assert.Contains("probability of improvement", figures[2]);
    }

    [BrowserFact]
    public void ChartThatCannotBeDrawnSaysWhy()
    {
        var chart = new ReportChart("", "", new() { ["mark"] = "unheard-of", ["data"] = new System.Text.Json.Nodes.JsonObject { ["values"] = new System.Text.Json.Nodes.JsonArray() } });
        string page = Open(new Report("", "", [new ReportSection("", [chart])]));
        Assert.Contains("<figure data-state=\"failed\">", page);
        Assert.Contains("This chart could not be drawn: ", page);
    }

    /// <summary>The paths that a chart's marks of a kind are drawn by.</summary>
    private static IReadOnlyList<string> Marks(string figure, string kind) => [.. Regex
        .Matches(figure, $"<g class=\"mark-{kind} role-mark.*?</g>", RegexOptions.Singleline)
        .SelectMany(group => Regex.Matches(group.Value, "<path[^>]* d=\"M[^>]*>").Select(path => path.Value))];

    /// <summary>The page's elements once its program has run.</summary>
    private static string Open(Report report)
    {
        string folder = Directory.CreateTempSubdirectory("lamo-report-").FullName;
        try
        {
            string path = Path.Combine(folder, "report.html");
            report.Save(path);
            var start = new ProcessStartInfo(BrowserFactAttribute.Browser!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in (ReadOnlySpan<string>)
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                $"--user-data-dir={Path.Combine(folder, "profile")}", "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", new Uri(path).AbsoluteUri,
            ])
                start.ArgumentList.Add(argument);
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string page = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.Result);
            // What a page logs, a breach of its security policy above all, comes out here.
            Assert.DoesNotContain("CONSOLE", errors.Result);
            return page;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
