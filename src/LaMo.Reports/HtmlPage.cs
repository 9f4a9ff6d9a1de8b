using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LaMo.Reports;

/// <summary>Writes a report as HTML.</summary>
internal sealed class HtmlPage
{
    private static readonly string _style = Resource("report.css");
    private static readonly string _script = Resource("report.js");

    // A page that may run this one script and load nothing: text from a dataset or an option cannot become a program, whatever it says.
    private static readonly string _securityPolicy =
        $"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_script)))}'";

    private readonly StringBuilder _html = new();

    public string Write(Report report)
    {
        string title = Escape(report.Title);
        _html.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{_securityPolicy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>{_style}</style>
            </head>
            <body>
            <header>
            <h1>{title}</h1>
            <p>{Escape(report.Summary)}</p>
            </header>
            <main>

            """);
        foreach (ReportSection section in report.Sections)
        {
            _html.Append($"<section>\n<h2>{Escape(section.Title)}</h2>\n");
            foreach (ReportPart part in section.Parts)
                Write(part);
            _html.Append("</section>\n");
        }
        _html.Append("</main>\n<script>").Append(_script).Append("</script>\n</body>\n</html>\n");
        return _html.ToString();
    }

    private void Write(ReportPart part)
    {
        switch (part)
        {
            case ReportText text:
                _html.Append($"<p>{Escape(text.Text)}</p>\n");
                break;
            case ReportTable table:
                Write(table);
                break;
            case ReportChart chart:
                Write(chart);
                break;
        }
    }

    private void Write(ReportTable table)
    {
        _html.Append("<div class=\"scroll\"><table>\n");
        if (table.Caption != "")
            _html.Append($"<caption>{Escape(table.Caption)}</caption>\n");
        bool[] isNumber = [.. Enumerable.Range(0, table.Columns.Count).Select(column => table.Rows.Count > 0 && table.Rows.All(row => IsNumber(row[column])))];
        if (table.Columns.Any(name => name != ""))
        {
            _html.Append("<thead><tr>");
            for (int column = 0; column < table.Columns.Count; column++)
                _html.Append($"<th scope=\"col\"{Class(column)}>{Escape(table.Columns[column])}</th>");
            _html.Append("</tr></thead>\n");
        }
        _html.Append("<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            if (row.Count != table.Columns.Count)
                throw new ArgumentException($"A row of the table '{table.Caption}' has {row.Count} cells; there are {table.Columns.Count} columns.");
            _html.Append($"<tr><th scope=\"row\"{Class(0)}>{Escape(row[0])}</th>");
            for (int column = 1; column < row.Count; column++)
                _html.Append($"<td{Class(column)}>{Escape(row[column])}</td>");
            _html.Append("</tr>\n");
        }
        _html.Append("</tbody>\n</table></div>\n");

        string Class(int column) => isNumber[column] ? " class=\"number\"" : "";
    }

    private void Write(ReportChart chart)
    {
        JsonNode specification = chart.Specification.DeepClone();
        specification["title"] = chart.Title;
        specification["description"] = chart.Description;
        // The serializer writes < and > as escapes, so no text can end the element.
        _html.Append($"""
            <figure>
            <div class="chart"></div>
            <script type="application/json">{specification.ToJsonString()}</script>
            <figcaption>{Escape(chart.Description)}</figcaption>
            </figure>

            """);
    }

    private static bool IsNumber(string cell) => double.TryParse(cell.TrimEnd('%', ' '), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
