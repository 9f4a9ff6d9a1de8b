using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LaMo.Cli.Benchmark;
using LaMo.Cli.Collect;
using LaMo.Cli.Completion;
using LaMo.Cli.Convert;
using LaMo.Cli.Demo;
using LaMo.Cli.Evaluate;
using LaMo.Cli.Inspect;
using LaMo.Cli.Invocation;
using LaMo.Cli.Pretrain;
using LaMo.Cli.Reporting;
using LaMo.Cli.Score;
using LaMo.Cli.Train;
using LaMo.Cli.TrainBehaviour;
using LaMo.Cli.Validate;

namespace LaMo.Cli;

/// <summary>The tool's command line.</summary>
internal static class LamoCommand
{
    private const int WidthOfNoTerminal = 120;

    public static RootCommand Create()
    {
        var root = new RootCommand("LaMo.MLNet: offline reinforcement learning with language models as an ML.NET job.")
        {
            BenchmarkCommand.Create(),
            BenchmarkCellCommand.Create(),
            CollectCommand.Create(),
            CompletionCommand.Create(),
            ConvertCommand.Create(),
            DemoCommand.Create(),
            EvaluateCommand.Create(),
            InspectCommand.Create(),
            PretrainCommand.Create(),
            ReportCommand.Create(),
            ScoreCommand.Create(),
            TrainCommand.Create(),
            TrainBehaviourCommand.Create(),
            ValidateCommand.Create(),
        };
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var help = new HelpAction();
        if (Console.IsOutputRedirected)
            help.MaxWidth = WidthOfNoTerminal;
        root.Options.Add(new HelpOption("--help", "-h") { Action = new VerbHelp(help) });
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">Its words.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        ParseResult parsed = Create().Parse(arguments);
        // Signals are the verbs' own: see Interruption.
        var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (parsed.Action is not ParseErrorAction refusal)
            return parsed.Invoke(configuration);
        refusal.ShowHelp = arguments.Count == 0;
        // Help that was not asked for is no result.
        configuration.Output = errors;
        parsed.Invoke(configuration);
        return ExitCode.Usage;
    }
}
