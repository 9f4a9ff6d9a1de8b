using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaMo.Documentation.Tests.Notebooks;

/// <summary>An .ipynb file: format 4.5 of Jupyter.</summary>
internal sealed class Notebook
{
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly JsonNode _document;

    private Notebook(string path, JsonNode document) => (_path, _document) = (path, document);

    public static Notebook Read(string path) => new(path, JsonNode.Parse(File.ReadAllText(path))!);

    /// <summary>The cells with code, in their order.</summary>
    public IReadOnlyList<JsonObject> CodeCells => [.. _document["cells"]!.AsArray().Select(cell => cell!.AsObject()).Where(cell => (string)cell["cell_type"]! == "code")];

    public void Write() => File.WriteAllText(_path, _document.ToJsonString(_format) + "\n");

    /// <summary>Puts text into the list of lines, each with its end, that the format wants.</summary>
    public static JsonArray Lines(string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        return [.. lines.Select((line, i) => (JsonNode)(i < lines.Length - 1 ? line + "\n" : line))];
    }

    /// <summary>The text in such a list.</summary>
    public static string Text(JsonNode lines) => string.Concat(lines.AsArray().Select(line => (string)line!));
}
