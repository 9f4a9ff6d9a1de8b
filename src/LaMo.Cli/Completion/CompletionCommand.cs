using System.CommandLine;
using LaMo.Cli.Invocation;

namespace LaMo.Cli.Completion;

/// <summary><c>lamo completion</c>: prints what makes a shell complete the tool's command lines. The scripts ask the tool itself, by System.CommandLine's <c>[suggest]</c>.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> _scripts = new() { ["bash"] = "lamo.bash", ["zsh"] = "lamo.zsh", ["fish"] = "lamo.fish", ["pwsh"] = "lamo.ps1" };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell." };
        shell.AcceptOnlyFromAmong([.. _scripts.Keys]);
        return new Verb("completion", "Print a script that makes a shell complete lamo's command lines; its first line says where it goes.", "bash") { shell }.Does((parsed, terminal) =>
        {
            string name = parsed.GetRequiredValue(shell), script = Script(_scripts[name]);
            terminal.Show(new CompletionScript(name, script), console => console.Profile.Out.Writer.Write(script));
            return ExitCode.Success;
        });
    }

    private static string Script(string resource)
    {
        using var reader = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
