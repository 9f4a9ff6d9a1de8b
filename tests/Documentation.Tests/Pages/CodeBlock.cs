using LaMo.Tests;

namespace LaMo.Documentation.Tests.Pages;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Language">What stands after the fence; empty if nothing does.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Line">The line of its first line in the page, from 1.</param>
public sealed record CodeBlock(string Language, string Text, int Line)
{
    private const string Fence = "```";

    /// <summary>The blocks of a page.</summary>
    /// <param name="page">The page's path, from the repository's root.</param>
    public static IReadOnlyList<CodeBlock> Of(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, page));
        var blocks = new List<CodeBlock>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            int first = i + 1;
            do
                i++;
            while (!lines[i].StartsWith(Fence, StringComparison.Ordinal));
            blocks.Add(new CodeBlock(lines[first - 1][Fence.Length..].Trim(), string.Join('\n', lines[first..i]), first + 1));
        }
        return blocks;
    }
}
