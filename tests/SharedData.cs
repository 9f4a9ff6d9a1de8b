namespace LaMo.Tests;

/// <summary>Where the tests find the repository and the third-party files that lie beside some checkouts of it.</summary>
internal static class SharedData
{
    /// <summary>The repository's root, found upwards from the test assembly.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The path of a file under <c>../shared</c>, whether or not it exists.</summary>
    public static string PathOf(string name) => Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", name));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "LaMo.MLNet.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"LaMo.MLNet.sln is not above {AppContext.BaseDirectory}.");
    }
}

/// <summary>A test that needs files under <c>../shared</c>; it is skipped where they are missing, as in a fresh clone.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(params string[] files)
    {
        string? missing = files.Select(SharedData.PathOf).FirstOrDefault(path => !File.Exists(path));
        if (missing != null)
            Skip = $"{missing} is not present.";
    }
}
