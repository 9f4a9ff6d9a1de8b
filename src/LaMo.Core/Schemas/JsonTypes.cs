using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaMo.Core.Schemas;

/// <summary>The types of JSON Schema.</summary>
internal static class JsonTypes
{
    public static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue && value.GetValueKind() == JsonValueKind.String,
        "boolean" => value is JsonValue && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value is JsonValue && value.GetValueKind() == JsonValueKind.Number,
        // 1.0 is a whole number, too.
        "integer" => Is(value, "number") && Number(value!) is var number && number == Math.Floor(number) && double.IsFinite(number),
        _ => throw new FormatException($"The schema's type '{type}' is not known."),
    };

    /// <summary>A number, whatever it was made from.</summary>
    public static double Number(JsonNode value) => value.AsValue().TryGetValue(out double number) ? number : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    public static string Describe(JsonNode? value)
    {
        const int Most = 40;
        string text = value?.ToJsonString() ?? "null";
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}
