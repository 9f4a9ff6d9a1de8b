using LaMo.Tests;

namespace LaMo.Documentation.Tests.Pages;

/// <summary>The pages for those who use the library.</summary>
internal static class DocumentationPages
{
    /// <summary>Their paths, from the repository's root.</summary>
    public static TheoryData<string> All =>
    [
        .. new[] { "README.md", "assets/README.md" }
            .Concat(Find("docs", "*.md", SearchOption.AllDirectories))
            // Those of the packages.
            .Concat(Directory.GetDirectories(Path.Combine(SharedData.RepositoryRoot, "src")).SelectMany(folder => Find(folder, "README.md", SearchOption.TopDirectoryOnly)))
            .Order(StringComparer.Ordinal)
    ];

    private static IEnumerable<string> Find(string folder, string pattern, SearchOption depth) =>
        Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, folder), pattern, depth).Select(path => Path.GetRelativePath(SharedData.RepositoryRoot, path));
}
