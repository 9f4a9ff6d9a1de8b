using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LaMo.Reports.Charts;

/// <summary>A chart's values in JSON.</summary>
internal static class ChartData
{
    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web) { Converters = { new FiniteNumber() } };

    /// <summary>Puts values, an object of JSON for each, into a specification.</summary>
    public static JsonObject With<T>(this JsonNode specification, IEnumerable<T> values)
    {
        specification["data"] = new JsonObject { ["values"] = JsonSerializer.SerializeToNode(values, _format) };
        return specification.AsObject();
    }

    /// <summary>A specification from its text.</summary>
    public static JsonNode Specification(string json) => JsonNode.Parse(json)!;

    /// <summary>Each name once, in a list for a sentence.</summary>
    public static string ListOf(IEnumerable<string> names) => string.Join(", ", names.Distinct());

    /// <summary>JSON has no infinity and no NaN; charts leave out what is null.</summary>
    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
