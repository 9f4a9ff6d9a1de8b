using System.Diagnostics;

namespace Microsoft.ML.Tests;

/// <summary>A component of an assembly that this process does not have.</summary>
public sealed class ThirdPartyComponentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void IsLoadedByAFreshProcessThatHasItsAssembly()
    {
        string path = Path.Combine(_folder, "model.zip");

        Assert.Equal("3 6\nX", Run("save", path));
        Assert.Equal("3 6\nX", Run("load", path));
    }

    [Fact]
    public void IsNotFoundWithoutItsAssembly()
    {
        string path = Path.Combine(_folder, "model.zip");
        Run("save", path);

        // The error of a component inside a chain arrives wrapped.
        Exception? error = Record.Exception(() => new MLContext().Model.Load(path, out _));
        while (error is not FileNotFoundException && error?.InnerException != null)
            error = error.InnerException;
        Assert.IsType<FileNotFoundException>(error);
        Assert.StartsWith("Could not load file or assembly 'ThirdPartyComponent", error.Message);
    }

    private static string Run(params string[] arguments)
    {
        // Output folders of all projects are siblings, and the innermost folder is the configuration.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(own.Parent!.Parent!.FullName, "ThirdPartyComponent", own.Name, "ThirdPartyComponent.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.ReplaceLineEndings("\n").TrimEnd();
    }
}
