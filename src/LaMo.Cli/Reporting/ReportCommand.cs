using System.CommandLine;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Reports;

namespace LaMo.Cli.Reporting;

/// <summary><c>lamo report</c>: puts what other verbs wrote into one HTML file.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files")
        {
            Description = $"What to report on, in this order: models (.zip), results of train, evaluate and score (.json), datasets ({DatasetArgument.Formats}).",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<FileInfo>("--out") { Description = "The report, an .html that needs nothing else.", Required = true };
        var title = new Option<string>("--title") { Description = "Its title.", DefaultValueFactory = _ => "LaMo: report" };
        return new Verb(
            "report",
            "Put models, trainings, evaluations and datasets into one HTML file, with charts.",
            "policy.training.json policy.json policy.zip hopper-medium.idv --out policy.html") { files, output, title }.Does((parsed, terminal) =>
        {
            ReportSection[] sections = [.. parsed.GetRequiredValue(files).Select(ReportedFile.Section)];
            string path = parsed.GetRequiredValue(output).FullName;
            new Report(parsed.GetRequiredValue(title), string.Join(", ", sections.Select(section => section.Title)) + ".", sections).Save(path);
            terminal.Show(new WrittenReport(path, [.. sections.Select(section => section.Title)]), console => console.WriteUnbroken(path));
            return ExitCode.Success;
        });
    }
}
