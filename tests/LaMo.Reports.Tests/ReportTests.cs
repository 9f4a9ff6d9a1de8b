using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LaMo.Reports.Charts;

namespace LaMo.Reports.Tests;

public sealed class ReportTests
{
    private static readonly string _html = Examples.Whole.ToHtml();

    /// <summary>The page without the program that draws.</summary>
    private static readonly string _markup = Regex.Replace(_html, "<script>.*</script>", "", RegexOptions.Singleline);

    [Fact]
    public void HasItsTitleSectionsTextsAndTables()
    {
        string text = WebUtility.HtmlDecode(_markup);
        foreach (string part in (ReadOnlySpan<string>)["What was found.", "<h2>Training</h2>", "<h2>Evaluation</h2>", "<caption>Options</caption>", "ContextLength", "<th scope=\"col\">Task</th>"])
            Assert.Contains(part, text);
        Assert.Contains("<td class=\"number\">42.5</td>", _markup);
        Assert.Contains("<th scope=\"row\">hopper</th>", _markup);
    }

    [Fact]
    public void LoadsNothing()
    {
        Assert.DoesNotMatch("(?i)<(link|iframe|object|embed|base|img|script[^>]+src)\\b", _markup);
        Assert.DoesNotMatch("(?i)(@import|url\\()", _markup);
        Assert.DoesNotMatch("(?i)https?://", _markup);
        Assert.Contains("default-src 'none'", _markup);
        Assert.DoesNotContain("unsafe-eval", _markup);
    }

    [Fact]
    public void TextIsNeverTakenForHtml()
    {
        Assert.DoesNotContain("<img", _markup);
        Assert.Contains(WebUtility.HtmlEncode(Examples.Hostile), _markup);
        ReportChart chart = LearningCurves.Create(Examples.Hostile, Examples.Hostile, [new CurvePoint(Examples.Hostile, 1, 2)]);
        string page = new Report("", "", [new ReportSection("", [chart])]).ToHtml();
        JsonElement specification = Specifications(page).Single();
        Assert.Equal(Examples.Hostile, specification.GetProperty("title").GetString());
        Assert.Equal(Examples.Hostile, specification.GetProperty("encoding").GetProperty("y").GetProperty("title").GetString());
        Assert.Equal(Examples.Hostile, specification.GetProperty("data").GetProperty("values")[0].GetProperty("curve").GetString());
    }

    [Fact]
    public void ProgramCannotEndItsElementEarly()
    {
        string program = Regex.Match(_html, "<script>(.*)</script>", RegexOptions.Singleline).Groups[1].Value;
        Assert.InRange(program.Length, 500_000, 1_200_000);
        Assert.DoesNotContain("</script", program, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", program);
        Assert.Contains("Interactive Data Lab", program); // the licence's copyright notice goes with the program
    }

    [Fact]
    public void ChartsAreDescribedInWords()
    {
        JsonElement[] specifications = [.. Specifications(_html)];
        Assert.Equal(["Learning curves", "Returns", "Asked for and reached"], specifications.Select(chart => chart.GetProperty("title").GetString()));
        foreach (JsonElement chart in specifications)
            Assert.Contains($"<figcaption>{WebUtility.HtmlEncode(chart.GetProperty("description").GetString())}</figcaption>", _markup);
        Assert.Contains("training, held out", specifications[0].GetProperty("description").GetString());
        Assert.Contains("recorded, on average, doing nothing", specifications[2].GetProperty("description").GetString());
    }

    [Fact]
    public void LossesBelowZeroHaveALinearScale()
    {
        Assert.Equal("log", Scale(1, 0.5));
        Assert.Equal("linear", Scale(1, -0.5));

        static string? Scale(params double[] values) => LearningCurves.Create("", "", [.. values.Select((value, i) => new CurvePoint("", i, value))])
            .Specification["encoding"]!["y"]!["scale"]!["type"]!.GetValue<string>();
    }

    [Fact]
    public void GroupsKeepTheirOrder() => Assert.Equal(
        """["recorded","LaMo"]""",
        ReturnDistribution.Create("", [new("recorded", 1), new("LaMo", 2), new("recorded", 3)]).Specification["encoding"]!["row"]!["sort"]!.ToJsonString());

    [Fact]
    public void WhatIsNotFiniteIsLeftOut() => Assert.Equal(
        """[{"group":"a","return":null},{"group":"a","return":1}]""",
        ReturnDistribution.Create("", [new("a", double.NaN), new("a", 1)]).Specification["data"]!["values"]!.ToJsonString());

    [Fact]
    public void RowsHaveAsManyCellsAsThereAreColumns() =>
        Assert.Contains("2 cells", Assert.Throws<ArgumentException>(() => new Report("", "", [new ReportSection("", [new ReportTable("t", ["a"], [["1", "2"]])])]).ToHtml()).Message);

    [Fact]
    public void SavesWholeFiles()
    {
        string folder = Directory.CreateTempSubdirectory("lamo-report-").FullName;
        string path = Path.Combine(folder, "report.html");
        Examples.Whole.Save(path);
        Assert.Equal(_html, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<JsonElement> Specifications(string html) => Regex
        .Matches(html, "<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline)
        .Select(match => JsonDocument.Parse(match.Groups[1].Value).RootElement);
}
