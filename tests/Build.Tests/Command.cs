using System.Diagnostics;

namespace LaMo.Build.Tests;

/// <summary>A program that was run to its end: its exit status and all that it wrote.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program.</summary>
    /// <param name="folder">The folder it starts in.</param>
    /// <param name="environment">Variables to set, or to remove where the value is null.</param>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Command Run(string folder, IReadOnlyDictionary<string, string?> environment, string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in environment)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} ran for more than {limit}.");
        }
        return new Command(process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    /// <summary>Runs <c>dotnet</c> in the repository as if from a shell, whatever mode the tests themselves were built in.</summary>
    public static Command DotNet(params string[] arguments)
    {
        Dictionary<string, string?> environment = new() { ["LaMoDependencies"] = null, ["LaMoAssemblyDir"] = null };
        // What `dotnet test` sets for its own build would mislead this one.
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                environment[name] = null;
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        return Run(LaMo.Tests.SharedData.RepositoryRoot, environment, "dotnet", arguments);
    }

    /// <summary>Fails the test unless the program succeeded.</summary>
    /// <returns>What it wrote.</returns>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit status {ExitCode}:\n{Output}");
        return Output;
    }
}
