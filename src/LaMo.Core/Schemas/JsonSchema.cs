using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LaMo.Core.Schemas;

/// <summary>
/// A JSON Schema (draft 2020-12) to hold documents against. The keywords that are known are those that <see cref="Keywords"/> lists; a schema with another one is
/// refused, so that nothing that it asks for is passed over.
/// </summary>
public sealed class JsonSchema
{
    private readonly JsonNode _root;

    private JsonSchema(JsonNode root) => _root = root;

    /// <summary>The keywords that are known: those that are checked, and those that only explain.</summary>
    public static IReadOnlySet<string> Keywords { get; } = new HashSet<string>
    {
        "$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "pattern", "anyOf",
        "$schema", "$id", "$defs", "title", "description", "default", "examples",
    };

    /// <summary>The schema of a row of a dataset in CSV or JSON Lines.</summary>
    public static JsonSchema TrajectoryStep => Included("trajectory-step");

    /// <summary>The schema of a training run's configuration.</summary>
    public static JsonSchema Run => Included("run");

    /// <summary>The schema of a benchmark's configuration.</summary>
    public static JsonSchema Benchmark => Included("benchmark");

    /// <summary>Reads a schema.</summary>
    /// <param name="text">Its JSON.</param>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">The schema has a keyword that is not known, or a reference to nothing.</exception>
    public static JsonSchema Parse(string text)
    {
        var schema = new JsonSchema(JsonNode.Parse(text) ?? throw new FormatException("A schema is an object or a truth value."));
        schema.CheckKeywords(schema._root);
        return schema;
    }

    /// <summary>Holds a document against the schema.</summary>
    /// <param name="document">The document; <see langword="null"/> is JSON's null.</param>
    /// <returns>What the schema does not allow, in the document's order.</returns>
    public IReadOnlyList<SchemaError> Validate(JsonNode? document)
    {
        var errors = new List<SchemaError>();
        Validate(_root, document, "", errors);
        return errors;
    }

    private static JsonSchema Included(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.schema.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    private void CheckKeywords(JsonNode? schema)
    {
        if (schema is not JsonObject keywords)
            return;
        foreach ((string keyword, JsonNode? value) in keywords)
        {
            if (!Keywords.Contains(keyword))
                throw new FormatException($"The schema's keyword '{keyword}' is not known.");
            switch (keyword)
            {
                case "$ref":
                    Resolve(value!.GetValue<string>());
                    break;
                case "properties" or "$defs":
                    foreach ((_, JsonNode? member) in (JsonObject)value!)
                        CheckKeywords(member);
                    break;
                case "items" or "additionalProperties":
                    CheckKeywords(value);
                    break;
                case "anyOf":
                    foreach (JsonNode? choice in (JsonArray)value!)
                        CheckKeywords(choice);
                    break;
            }
        }
    }

    private JsonNode Resolve(string reference)
    {
        JsonNode? node = reference.StartsWith('#') ? _root : null;
        foreach (string part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = node?[part];
        return node ?? throw new FormatException($"The schema's reference '{reference}' leads nowhere.");
    }

    private void Validate(JsonNode schema, JsonNode? value, string path, List<SchemaError> errors)
    {
        if (schema is not JsonObject keywords)
        {
            if (!schema.GetValue<bool>())
                errors.Add(new SchemaError(path, "is not allowed"));
            return;
        }
        if (keywords["$ref"] is JsonNode reference)
            Validate(Resolve(reference.GetValue<string>()), value, path, errors);
        if (keywords["type"] is JsonNode types && !Texts(types).Any(type => JsonTypes.Is(value, type)))
        {
            errors.Add(new SchemaError(path, $"is {JsonTypes.Describe(value)}, expected {string.Join(" or ", Texts(types))}"));
            return;
        }
        if (keywords["const"] is JsonNode only && !JsonNode.DeepEquals(only, value))
            errors.Add(new SchemaError(path, $"is {JsonTypes.Describe(value)}, expected {only.ToJsonString()}"));
        if (keywords["enum"] is JsonArray allowed && !allowed.Any(choice => JsonNode.DeepEquals(choice, value)))
            errors.Add(new SchemaError(path, $"is {JsonTypes.Describe(value)}, expected one of {string.Join(", ", allowed.Select(choice => choice?.ToJsonString() ?? "null"))}"));
        if (keywords["anyOf"] is JsonArray choices)
            ValidateAny(choices, value, path, errors);
        switch (value)
        {
            case JsonObject members:
                ValidateObject(keywords, members, path, errors);
                break;
            case JsonArray items:
                ValidateArray(keywords, items, path, errors);
                break;
            case JsonValue when JsonTypes.Is(value, "number"):
                ValidateNumber(keywords, JsonTypes.Number(value), path, errors);
                break;
            case JsonValue when JsonTypes.Is(value, "string"):
                ValidateText(keywords, value.GetValue<string>(), path, errors);
                break;
        }
    }

    private void ValidateAny(JsonArray choices, JsonNode? value, string path, List<SchemaError> errors)
    {
        List<SchemaError>? fewest = null;
        foreach (JsonNode? choice in choices)
        {
            var own = new List<SchemaError>();
            Validate(choice!, value, path, own);
            if (own.Count == 0)
                return;
            // The choice that comes closest tells most: one that fails deeper inside.
            if (fewest is null || own[0].Path.Length > fewest[0].Path.Length)
                fewest = own;
        }
        if (fewest![0].Path.Length > path.Length)
            errors.AddRange(fewest);
        else
            errors.Add(new SchemaError(path, $"is {JsonTypes.Describe(value)}, which is none of what is allowed: {string.Join("; ", choices.Select(Summarize))}"));
    }

    private static string Summarize(JsonNode? schema) =>
        schema?["description"]?.GetValue<string>() ?? (schema?["const"] ?? schema?["enum"] ?? schema?["type"] ?? schema)?.ToJsonString() ?? "";

    private void ValidateObject(JsonObject keywords, JsonObject members, string path, List<SchemaError> errors)
    {
        var properties = keywords["properties"] as JsonObject;
        foreach ((string name, JsonNode? member) in members)
        {
            string place = $"{path}/{name.Replace("~", "~0").Replace("/", "~1")}";
            if (properties?[name] is JsonNode property)
                Validate(property, member, place, errors);
            else if (keywords["additionalProperties"] is JsonObject others)
                Validate(others, member, place, errors);
            else if (keywords["additionalProperties"] is JsonValue)
                errors.Add(new SchemaError(place, $"is unknown{(properties is null ? "" : $"; known are {string.Join(", ", properties.Select(known => known.Key))}")}"));
        }
        foreach (JsonNode? required in keywords["required"] as JsonArray ?? [])
            if (!members.ContainsKey(required!.GetValue<string>()))
                errors.Add(new SchemaError(path, $"has no '{required.GetValue<string>()}'"));
    }

    private void ValidateArray(JsonObject keywords, JsonArray items, string path, List<SchemaError> errors)
    {
        if (keywords["items"] is JsonNode item)
            for (int i = 0; i < items.Count; i++)
                Validate(item, items[i], $"{path}/{i}", errors);
        if (keywords["minItems"] is JsonNode least && items.Count < least.GetValue<int>())
            errors.Add(new SchemaError(path, $"has {items.Count} items, expected at least {least.GetValue<int>()}"));
        if (keywords["maxItems"] is JsonNode most && items.Count > most.GetValue<int>())
            errors.Add(new SchemaError(path, $"has {items.Count} items, expected at most {most.GetValue<int>()}"));
        if (keywords["uniqueItems"]?.GetValue<bool>() == true)
            for (int i = 0; i < items.Count; i++)
                if (items.Take(i).Any(before => JsonNode.DeepEquals(before, items[i])))
                    errors.Add(new SchemaError($"{path}/{i}", "is there twice"));
    }

    private static void ValidateNumber(JsonObject keywords, double number, string path, List<SchemaError> errors)
    {
        Check("minimum", limit => number >= limit, "at least");
        Check("maximum", limit => number <= limit, "at most");
        Check("exclusiveMinimum", limit => number > limit, "more than");
        Check("exclusiveMaximum", limit => number < limit, "less than");

        void Check(string keyword, Func<double, bool> holds, string words)
        {
            if (keywords[keyword] is JsonNode limit && !holds(limit.GetValue<double>()))
                errors.Add(new SchemaError(path, FormattableString.Invariant($"is {number}, expected {words} {limit.GetValue<double>()}")));
        }
    }

    private static void ValidateText(JsonObject keywords, string text, string path, List<SchemaError> errors)
    {
        if (keywords["minLength"] is JsonNode least && text.EnumerateRunes().Count() < least.GetValue<int>())
            errors.Add(new SchemaError(path, text.Length == 0 ? "is empty" : $"has fewer than {least.GetValue<int>()} characters"));
        if (keywords["pattern"] is JsonNode pattern && !Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)))
            errors.Add(new SchemaError(path, $"is \"{text}\", which does not have the form {pattern.GetValue<string>()}"));
    }

    private static IEnumerable<string> Texts(JsonNode node) => node is JsonArray list ? list.Select(item => item!.GetValue<string>()) : [node.GetValue<string>()];
}
