using System.Text;
using LaMo.Core.Serialization;

namespace LaMo.Reports;

/// <summary>Findings as one HTML file that needs nothing else: it loads nothing from anywhere, and brings the program that draws its charts.</summary>
/// <param name="Title">The title.</param>
/// <param name="Summary">What was found, in a sentence or two below the title.</param>
/// <param name="Sections">The sections, in order.</param>
public sealed record Report(string Title, string Summary, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>The HTML of the whole page.</summary>
    public string ToHtml() => new HtmlPage().Write(this);

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToHtml())));
}

/// <summary>A part of a report under a heading of its own.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Parts">What it holds, in order.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportPart> Parts);
