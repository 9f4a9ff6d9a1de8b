namespace Microsoft.ML.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ml-tests-");
    private int _count;

    public string Path => _folder.FullName;

    public string Write(string text)
    {
        string path = System.IO.Path.Combine(Path, $"{_count++}.txt");
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, $"{_count++}.idv");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
