using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using LaMo.Cli;
using LaMo.Tests;

namespace LaMo.Documentation.Tests.Pages;

public partial class ShellBlockTests
{
    /// <summary>The commands that are run, too: those that are done in a moment when there are few steps.</summary>
    private static readonly string[] _quick = ["collect", "convert", "evaluate", "inspect", "report", "score", "train", "validate"];

    public static TheoryData<string> Pages => DocumentationPages.All;

    [Theory]
    [MemberData(nameof(Pages))]
    public void CommandsAreUnderstoodAndQuickOnesRun(string page)
    {
        using WorkingFolder folder = new();
        if (CommandsOf(page).Any(command => IsQuick(command.Words)))
            PageSetup.WriteFiles();
        foreach (CodeBlock block in CodeBlock.Of(page).Where(block => block.Language == "yaml"))
            File.WriteAllText("run.yaml", StepsPattern().Replace(block.Text, "$1$2$3$4"));
        foreach ((string[] words, string place) in CommandsOf(page))
        {
            ParseResult parsed = LamoCommand.Create().Parse(words);
            Assert.True(parsed.Errors.Count == 0, $"{place}: {string.Join(" ", parsed.Errors.Select(error => error.Message))}");
            if (IsQuick(words))
                AssertSucceeds(words, place);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void ScriptsExistAndHaveTheOptions(string page)
    {
        foreach ((string line, string place) in LinesOf(page))
        {
            if (ScriptPattern().Match(line) is not { Success: true } script)
                continue;
            string path = Path.Combine(SharedData.RepositoryRoot, "eng", script.Groups["name"].Value);
            Assert.True(File.Exists(path), $"{place}: there is no {path}.");
            foreach (Match option in OptionPattern().Matches(script.Groups["arguments"].Value))
                Assert.True(Regex.IsMatch(File.ReadAllText(path), $@"{option.Value}(?![\w-])"), $"{place}: {path} has no {option.Value}.");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void ConfigurationFilesAreValid(string page)
    {
        using WorkingFolder folder = new();
        foreach (CodeBlock block in CodeBlock.Of(page).Where(block => block.Language is "yaml" or "json"))
        {
            string file = "block." + block.Language;
            File.WriteAllText(file, block.Text);
            AssertSucceeds(["validate", file], $"{page}:{block.Line}");
        }
    }

    /// <summary>So that no block is left out of all tests by its language's name.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryBlockNamesItsLanguage(string page) => Assert.All(CodeBlock.Of(page), block => Assert.Contains(block.Language, (string[])["csharp", "sh", "yaml", "json", "csv"]));

    /// <summary>Whether a command is run: a quick one that says how many steps to train for and reads no model, unless the page's lines before have made it.</summary>
    private static bool IsQuick(string[] words) =>
        _quick.Contains(words[0]) && (words[0] != "train" || words.Contains("--steps") || words[1].EndsWith(".yaml")) && (Array.IndexOf(words, "--model") is var model && (model < 0 || File.Exists(words[model + 1])));

    private static void AssertSucceeds(string[] words, string place)
    {
        using var errors = new StringWriter();
        Assert.True(LamoCommand.Run(words, TextWriter.Null, errors) == 0, $"{place}: {errors}");
    }

    /// <summary>The arguments of <c>lamo</c> wherever a page runs it, with a hundredth of the steps.</summary>
    private static IEnumerable<(string[] Words, string Place)> CommandsOf(string page) =>
        from one in LinesOf(page)
        let command = LamoPattern().Match(one.Line)
        where command.Success
        select (CommandLineParser.SplitCommandLine(StepsPattern().Replace(command.Groups["arguments"].Value, "$1$2$3$4")).ToArray(), one.Place);

    private static IEnumerable<(string Line, string Place)> LinesOf(string page) =>
        from block in CodeBlock.Of(page)
        where block.Language == "sh"
        from line in block.Text.Split('\n').Index()
        select (CommentPattern().Replace(line.Item, ""), $"{page}:{block.Line + line.Index}");

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"^([A-Z_]+=\S+ )*lamo (?<arguments>.+)$")]
    private static partial Regex LamoPattern();

    [GeneratedRegex(@"(--steps )(\d+)00\b|(numberOfSteps: )(\d+)000\b")]
    private static partial Regex StepsPattern();

    [GeneratedRegex(@"^\./eng/(?<name>\S+)(?<arguments>.*)$")]
    private static partial Regex ScriptPattern();

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex OptionPattern();
}
