using Spectre.Console;

namespace LaMo.Cli.Invocation;

/// <summary>Where a verb's words go: its result to standard output, for people or as one JSON document, and all else to standard error.</summary>
internal sealed class Terminal
{
    // No line is broken where nobody looks at a screen.
    private const int EndlessWidth = 1000;

    private readonly string _verb;
    private readonly TextWriter _output;
    private readonly bool _json;
    private readonly IAnsiConsole _results;
    private readonly IAnsiConsole _messages;
    private readonly TimeProvider _time;

    /// <param name="verb">The verb's name, which JSON documents begin with.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    /// <param name="json">Whether the result is wanted as JSON.</param>
    /// <param name="time">The clock of progress.</param>
    public Terminal(string verb, TextWriter output, TextWriter errors, bool json, TimeProvider time)
    {
        (_verb, _output, _json, _time) = (verb, output, json, time);
        _results = Console(output);
        _messages = Console(errors);
    }

    /// <summary>What to say when the verb is interrupted: what there is, and how to go on.</summary>
    public Func<string> WhenInterrupted { get; set; } = () => "Nothing was written.";

    /// <summary>The console of all that is no result.</summary>
    public IAnsiConsole Messages => _messages;

    /// <summary>Shows the verb's result.</summary>
    /// <param name="result">The result, whose properties are the members of the JSON document.</param>
    /// <param name="view">Shows it to people.</param>
    public void Show<T>(T result, Action<IAnsiConsole> view)
    {
        if (_json)
            _output.WriteLine(ResultDocument.Of(_verb, result));
        else
            view(_results);
    }

    /// <summary>Says something beside the result, in a line.</summary>
    public void Tell(string message) => _messages.WriteLine(message);

    /// <summary>Says in one line, however long, why the verb ends.</summary>
    public void Fail(string message) => _messages.WriteUnbroken($"lamo: {message.ReplaceLineEndings("; ")}");

    /// <summary>Does something that takes a while, and shows how it goes: as a bar on a terminal, else in a line now and then.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">Does it, and tells how it goes.</param>
    public T Watch<T>(string title, Func<IProgress<WorkProgress>, T> work) => _messages.Profile.Out.IsTerminal
        ? _messages.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressBar(context.AddTask(Markup.Escape(title)), title)))
        : work(new ProgressLines(title, Tell, _time));

    /// <inheritdoc cref="Watch{T}"/>
    public void Watch(string title, Action<IProgress<WorkProgress>> work) => Watch(title, progress =>
    {
        work(progress);
        return true;
    });

    private static IAnsiConsole Console(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = EndlessWidth;
        return console;
    }
}
