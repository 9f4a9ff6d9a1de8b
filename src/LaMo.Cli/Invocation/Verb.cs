using System.CommandLine;
using System.Runtime.InteropServices;
using LaMo.Environments.Mujoco;

namespace LaMo.Cli.Invocation;

/// <summary>A verb of the tool: a command with examples in its help, whose result can be had as JSON, and whose errors and interruptions become exit codes.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Command lines that show it.</param>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write the result as one JSON document to standard output, and all else to standard error." };

    public IReadOnlyList<string> Examples => examples;

    /// <summary>Sets what the verb does, to an end on Ctrl-C by the system: for verbs that are soon done and leave nothing behind.</summary>
    public Verb Does(Func<ParseResult, Terminal, int> action)
    {
        Complete();
        SetAction(parsed => Run(parsed, default, terminal => action(parsed, terminal)));
        return this;
    }

    /// <summary>Sets what the verb does until it is done or the token, by Ctrl-C or SIGTERM, is cancelled.</summary>
    public Verb Does(Func<ParseResult, Terminal, CancellationToken, int> action)
    {
        Complete();
        SetAction(parsed =>
        {
            using var interruption = new Interruption();
            return Run(parsed, interruption.Token, terminal => action(parsed, terminal, interruption.Token));
        });
        return this;
    }

    private void Complete()
    {
        Add(_json);
        Validators.Add(result =>
        {
            // It would be taken for a file's name.
            foreach (string option in Arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? []).Select(token => token.Value).Where(word => word.StartsWith("--", StringComparison.Ordinal)))
                result.AddError($"There is no option '{option}'.");
        });
    }

    private int Run(ParseResult parsed, CancellationToken cancellation, Func<Terminal, int> action)
    {
        var terminal = new Terminal(Name, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(_json), TimeProvider.System);
        try
        {
            return action(terminal);
        }
        catch (Exception e) when (Cause(e) is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            terminal.Fail($"interrupted. {terminal.WhenInterrupted()}");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            if (IsFailure(Cause(e)))
                terminal.Fail(Message(Cause(e)));
            else
                terminal.Tell($"lamo: this should not have happened: {e}");
            return ExitCode.Failure;
        }
    }

    /// <summary>Whether the message is all that the user needs; anything else is an error of the tool, and its stack is worth seeing.</summary>
    private static bool IsFailure(Exception e) => e
        is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException or DllNotFoundException or ExternalException or MujocoException;

    /// <summary>A message without the name of a C# parameter, which no command line has.</summary>
    private static string Message(Exception e) => e is ArgumentException { ParamName: string parameter } ? e.Message.Replace($" (Parameter '{parameter}')", "") : e.Message;

    /// <summary>ML.NET wraps what goes wrong on the threads that read ahead, and says less.</summary>
    private static Exception Cause(Exception e)
    {
        while (e is { InnerException: { } inner } && (e is AggregateException || e.Source?.StartsWith("Microsoft.ML", StringComparison.Ordinal) == true))
            e = inner;
        return e;
    }
}
