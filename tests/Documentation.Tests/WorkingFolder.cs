namespace LaMo.Documentation.Tests;

/// <summary>A folder that is the current one until it is disposed of, with all that was written there.</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-documentation-").FullName;

    public WorkingFolder() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }
}
