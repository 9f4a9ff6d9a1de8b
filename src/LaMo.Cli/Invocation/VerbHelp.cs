using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LaMo.Cli.Invocation;

/// <summary>The standard help, and below it the verb's examples.</summary>
internal sealed class VerbHelp(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is Verb verb)
        {
            output.WriteLine(verb.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in verb.Examples)
                output.WriteLine($"  lamo {verb.Name} {example}".TrimEnd());
        }
        else
        {
            output.WriteLine("Exit codes: 0 success, 1 failure, 2 a command line that cannot be understood, 130 interrupted.");
        }
        return ExitCode.Success;
    }
}
