using System.Text.Json;
using System.Text.Unicode;

namespace LaMo.Core.Serialization;

/// <summary>A JSON file with an object in it, whose values are asked for by key; every fault names file and key.</summary>
internal sealed class JsonFile
{
    private const long MaxLength = 100_000_000;

    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _values = [];

    private JsonFile(string path, JsonElement root)
    {
        _path = path;
        foreach (JsonProperty property in root.EnumerateObject())
            _values[property.Name] = property.Value;
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It does not hold a JSON object.</exception>
    public static JsonFile Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxLength and long length })
            throw new InvalidDataException($"{path} has {length} bytes; a JSON file of at most {MaxLength} is expected.");
        byte[] text = File.ReadAllBytes(path);
        if (!Utf8.IsValid(text))
            throw new InvalidDataException($"{path} is not JSON: it is not UTF-8.");
        try
        {
            JsonElement root = JsonElement.Parse(text);
            return root.ValueKind == JsonValueKind.Object ? new JsonFile(path, root) : throw new InvalidDataException($"{path} does not hold a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{path} has a key that is not Unicode: {e.Message}", e);
        }
    }

    /// <summary>A whole number of at least 1.</summary>
    public int Count(string key) => Find(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int count) && count > 0 ? count : throw Fault(key, "must be a positive whole number");

    public double Number(string key, double missing, Func<double, bool> isValid, string range)
    {
        if (Find(key) is not JsonElement value)
            return missing;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) && isValid(number) ? number
            : throw Fault(key, $"must be a finite number {range}");
    }

    public string Text(string key, string missing)
    {
        if (Find(key) is not JsonElement value)
            return missing;
        return TextOf(value) ?? throw Fault(key, "must be text");
    }

    /// <summary>An array of text; a lone text counts as one.</summary>
    public string[] TextList(string key)
    {
        IEnumerable<JsonElement> values = Find(key) switch
        {
            { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
            JsonElement value => [value],
            null => [],
        };
        return [.. values.Select(value => TextOf(value) ?? throw Fault(key, "must be a list of text"))];
    }

    /// <summary>Whether a key is missing, null, false or an empty array, object or text: what is not asked for.</summary>
    public bool IsOff(string key) => Find(key) is not JsonElement value || value.GetRawText() is "false" or "\"\""
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0) || (value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0);

    /// <summary>An object whose values are text.</summary>
    public Dictionary<string, string> Texts(string key)
    {
        if (Find(key) is not { ValueKind: JsonValueKind.Object } map)
            throw Fault(key, "must be an object");
        var texts = new Dictionary<string, string>();
        try
        {
            foreach (JsonProperty property in map.EnumerateObject())
                if (TextOf(property.Value) is not string text || !texts.TryAdd(property.Name, text))
                    throw Fault(key, "must give each name one text");
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"{_path}: '{key}' holds text that is not Unicode.", e);
        }
        return texts;
    }

    public bool Flag(string key, bool missing)
    {
        if (Find(key) is not JsonElement value)
            return missing;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault(key, "must be true or false");
    }

    /// <summary>The value of a key; <see langword="null"/> if it is missing or null.</summary>
    public JsonElement? Find(string key) => _values.TryGetValue(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public InvalidDataException Fault(string key, string problem) =>
        new($"{_path}: '{key}' {problem}{(Find(key) is JsonElement value ? $", not {Shorten(value.GetRawText())}" : "")}.");

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // not Unicode
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
