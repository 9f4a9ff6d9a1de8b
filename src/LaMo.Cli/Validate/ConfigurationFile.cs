using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Schemas;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LaMo.Cli.Validate;

/// <summary>A configuration in YAML, of which JSON is a part, as a JSON document whose places are known in the file.</summary>
internal sealed class ConfigurationFile
{
    private const int MaxDepth = 64;

    private readonly Dictionary<string, long> _lines = [];
    private readonly string _path;

    private ConfigurationFile(string path) => _path = path;

    /// <summary>The document.</summary>
    public JsonNode? Document { get; private set; }

    public static bool IsOne(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    /// <exception cref="InvalidDataException">The file is no YAML; the message names it and the line.</exception>
    public static ConfigurationFile Read(string path)
    {
        var file = new ConfigurationFile(path);
        var stream = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{path}, line {e.Start.Line}, column {e.Start.Column}: {e.Message}", e);
        }
        if (stream.Documents.Count != 1)
            throw new InvalidDataException($"{path} has {stream.Documents.Count} documents, expected one.");
        file.Document = file.Convert(stream.Documents[0].RootNode, "", 0);
        return file;
    }

    /// <summary>Holds a configuration against its schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">run or benchmark; by default a configuration with algorithms is a benchmark's.</param>
    public static IEnumerable<string> Validate(string path, string? kind)
    {
        ConfigurationFile file = Read(path);
        kind ??= (file.Document as JsonObject)?.ContainsKey("algorithms") == true ? "benchmark" : "run";
        JsonSchema schema = kind == "benchmark" ? JsonSchema.Benchmark : JsonSchema.Run;
        return schema.Validate(file.Document).Select(error => $"{path}, line {file.LineOf(error.Path)}: {(error.Path.Length == 0 ? "the configuration" : error.Path)} {error.Message}");
    }

    /// <summary>The line of a place, or of what it is in.</summary>
    private long LineOf(string pointer)
    {
        long line;
        while (!_lines.TryGetValue(pointer, out line) && pointer.Length > 0)
            pointer = pointer[..pointer.LastIndexOf('/')];
        return line;
    }

    private JsonNode? Convert(YamlNode node, string pointer, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException($"{_path}, line {node.Start.Line}: lies too deep, or contains itself.");
        _lines[pointer] = node.Start.Line;
        switch (node)
        {
            case YamlMappingNode mapping:
                var members = new JsonObject();
                foreach ((YamlNode key, YamlNode value) in mapping)
                {
                    string name = (key as YamlScalarNode)?.Value ?? throw new InvalidDataException($"{_path}, line {key.Start.Line}: a name is expected.");
                    members[name] = Convert(value, $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}", depth + 1);
                }
                return members;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Select((item, i) => Convert(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"), depth + 1))]);
            default:
                var scalar = (YamlScalarNode)node;
                return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value ?? "") : scalar.Value;
        }
    }

    /// <summary>A scalar without quotes, by YAML's core schema.</summary>
    private static JsonNode? Plain(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
            return null;
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return JsonValue.Create(text[0] is 't' or 'T');
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
            return JsonValue.Create(integer);
        const NumberStyles Float = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && text.AsSpan().IndexOfAnyExceptInRange('+', '9') is var at && (at < 0 || text[at] is 'e' or 'E')
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
