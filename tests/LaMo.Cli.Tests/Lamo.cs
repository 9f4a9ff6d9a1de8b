using System.Diagnostics;

namespace LaMo.Cli.Tests;

/// <summary>Runs command lines of the tool.</summary>
internal static class Lamo
{
    /// <summary>In this process.</summary>
    public static LamoResult Run(params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        int exitCode = LamoCommand.Run(arguments, TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        return new LamoResult(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>In a process of its own, to its end.</summary>
    public static LamoResult RunProcess(params string[] arguments)
    {
        using Process process = Start(arguments);
        return End(process);
    }

    /// <summary>Starts a process.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "lamo.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Waits for a process's end.</summary>
    public static LamoResult End(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new LamoResult(process.ExitCode, output, errors.Result);
    }
}

/// <summary>What a command line came to.</summary>
internal sealed record LamoResult(int ExitCode, string Output, string Errors);
