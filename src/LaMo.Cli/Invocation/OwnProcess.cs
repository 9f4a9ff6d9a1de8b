using System.Diagnostics;
using System.Reflection;

namespace LaMo.Cli.Invocation;

/// <summary>Further processes of this program.</summary>
internal static class OwnProcess
{
    /// <summary>How to start one.</summary>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo With(params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Starts one; the caller disposes it.</summary>
    public static Process Start(ProcessStartInfo start) => Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started.");
}
