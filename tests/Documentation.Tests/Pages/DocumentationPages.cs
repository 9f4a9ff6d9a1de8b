using LaMo.Tests;

namespace LaMo.Documentation.Tests.Pages;

/// <summary>The pages for those who use the library.</summary>
internal static class DocumentationPages
{
    /// <summary>Their paths, from the repository's root.</summary>
    public static TheoryData<string> All =>
    [
        .. new[] { "README.md", "assets/README.md" }
            .Concat(Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(SharedData.RepositoryRoot, path)))
            .Order(StringComparer.Ordinal)
    ];
}
