using Spectre.Console;

namespace LaMo.Cli.Invocation;

/// <summary>Lines that are not broken by the terminal's width: a path in two pieces cannot be followed.</summary>
internal static class UnbrokenLine
{
    public static void WriteUnbroken(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
