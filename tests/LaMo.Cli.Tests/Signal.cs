using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LaMo.Cli.Tests;

/// <summary>Interrupts processes.</summary>
internal static partial class Signal
{
    public const int Interrupt = 2;

    public const int Terminate = 15;

    /// <summary>Sends a signal to a process once it has written a line to standard error, and waits for its end.</summary>
    public static LamoResult SendAfter(string line, Process process, int signal)
    {
        string errors = "";
        while (!errors.Contains(line))
            errors += (process.StandardError.ReadLine() ?? throw new InvalidOperationException($"The process ended before it wrote '{line}': {errors}")) + "\n";
        Assert.Equal(0, Kill(process.Id, signal));
        LamoResult result = Lamo.End(process);
        return result with { Errors = errors + result.Errors };
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
