namespace LaMo.Cli.Reporting;

/// <summary>What <c>lamo report</c> wrote.</summary>
/// <param name="Path">The report.</param>
/// <param name="Sections">The titles of its sections.</param>
internal sealed record WrittenReport(string Path, IReadOnlyList<string> Sections);
