using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Cli.Benchmark;
using LaMo.Core.Schemas;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LaMo.Cli.Configuration;

/// <summary>A configuration in YAML, of which JSON is a part, as a JSON document whose places are known in the file.</summary>
internal sealed class ConfigurationFile
{
    private const int MaxDepth = 64;

    private readonly Dictionary<string, string> _places = new() { [""] = "the command line" };

    private ConfigurationFile()
    {
    }

    /// <summary>The document.</summary>
    public JsonNode? Document { get; private set; }

    public static bool IsOne(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    /// <summary>Reads a configuration.</summary>
    /// <param name="path">The file; <see langword="null"/> to begin with an empty configuration.</param>
    /// <param name="settings">What takes the place of values in the file, as <c>trainer.numberOfSteps=1000</c>; values are in YAML.</param>
    /// <exception cref="InvalidDataException">The file or a setting is no YAML; the message names it and the line.</exception>
    public static ConfigurationFile Read(string? path, params IEnumerable<string> settings)
    {
        var file = new ConfigurationFile();
        if (path is null)
        {
            file.Document = new JsonObject();
        }
        else
        {
            using var reader = new StreamReader(path);
            file.Document = file.Parse(reader, "", line => $"{path}, line {line}");
        }
        foreach (string setting in settings)
            file.Set(setting);
        return file;
    }

    /// <summary>Reads a configuration that is as it should be.</summary>
    /// <param name="path">The file; <see langword="null"/> to begin with an empty configuration.</param>
    /// <param name="check">Finds what is wrong with it.</param>
    /// <param name="settings">What takes the place of values in the file.</param>
    /// <exception cref="InvalidDataException">The configuration is no YAML, or something is wrong; the message names every place.</exception>
    public static ConfigurationFile Load(string? path, Func<JsonNode?, IEnumerable<SchemaError>> check, params IEnumerable<string> settings)
    {
        ConfigurationFile file = Read(path, settings);
        string[] errors = [.. file.Errors(check)];
        return errors.Length == 0 ? file : throw new InvalidDataException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>Finds what is wrong with a configuration.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">run or benchmark; by default a configuration with algorithms is a benchmark's.</param>
    public static IEnumerable<string> Validate(string path, string? kind)
    {
        ConfigurationFile file = Read(path);
        kind ??= (file.Document as JsonObject)?.ContainsKey("algorithms") == true ? "benchmark" : "run";
        return file.Errors(kind == "benchmark" ? BenchmarkConfiguration.Check : RunConfiguration.Check);
    }

    private IEnumerable<string> Errors(Func<JsonNode?, IEnumerable<SchemaError>> check) => check(Document).Select(error => Describe(error.Path, error.Message));

    private string Describe(string pointer, string message) => $"{PlaceOf(pointer)}: {(pointer.Length == 0 ? "the configuration" : pointer)} {message}";

    /// <summary>Where a value comes from, or what it is in.</summary>
    private string PlaceOf(string pointer)
    {
        string? place;
        while (!_places.TryGetValue(pointer, out place))
            pointer = pointer[..pointer.LastIndexOf('/')];
        return place;
    }

    private void Set(string setting)
    {
        int equals = setting.IndexOf('=');
        string[] names = equals > 0 ? setting[..equals].Split('.') : throw new InvalidDataException($"'{setting}' sets nothing; write name=value.");
        JsonNode? parent = Document;
        foreach (string name in names[..^1])
            parent = Members(parent)[name] ??= new JsonObject();
        string pointer = "/" + string.Join('/', names);
        Members(parent)[names[^1]] = Parse(new StringReader(setting[(equals + 1)..]), pointer, _ => $"'{setting}'");

        JsonObject Members(JsonNode? node) => node as JsonObject ?? throw new InvalidDataException($"'{setting}' sets a part of what has no named parts.");
    }

    private JsonNode? Parse(TextReader reader, string pointer, Func<long, string> place)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{place(e.Start.Line)}, column {e.Start.Column}: {e.Message}", e);
        }
        if (stream.Documents.Count > 1)
            throw new InvalidDataException($"{place(1)}: {stream.Documents.Count} documents, expected one.");
        _places[pointer] = place(1);
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, pointer, 0, place);
    }

    private JsonNode? Convert(YamlNode node, string pointer, int depth, Func<long, string> place)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException($"{place(node.Start.Line)}: lies too deep, or contains itself.");
        _places[pointer] = place(node.Start.Line);
        switch (node)
        {
            case YamlMappingNode mapping:
                var members = new JsonObject();
                foreach ((YamlNode key, YamlNode value) in mapping)
                {
                    string name = (key as YamlScalarNode)?.Value ?? throw new InvalidDataException($"{place(key.Start.Line)}: a name is expected.");
                    members[name] = Convert(value, $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}", depth + 1, place);
                }
                return members;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Select((item, i) => Convert(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"), depth + 1, place))]);
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
