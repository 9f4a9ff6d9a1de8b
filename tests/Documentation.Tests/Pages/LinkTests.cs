using System.Text.RegularExpressions;
using LaMo.Tests;

namespace LaMo.Documentation.Tests.Pages;

public partial class LinkTests
{
    public static TheoryData<string> Pages => DocumentationPages.All;

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinksLeadSomewhere(string page)
    {
        string path = Path.Combine(SharedData.RepositoryRoot, page);
        foreach (string target in LinkPattern().Matches(File.ReadAllText(path)).Select(match => match.Groups["target"].Value))
        {
            if (target.Contains("://", StringComparison.Ordinal))
                continue;
            string[] parts = target.Split('#');
            string file = parts[0] == "" ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
            Assert.True(Path.Exists(file), $"{page}: there is no {target}.");
            if (parts.Length > 1)
                Assert.Contains(parts[1], HeadingPattern().Matches(File.ReadAllText(file)).Select(match => Anchor(match.Groups["text"].Value)));
        }
    }

    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
