using System.Text.Json.Nodes;

namespace LaMo.Core.Serialization;

/// <summary>Tells in what two JSON documents differ.</summary>
public static class JsonDifferences
{
    /// <summary>Compares two documents.</summary>
    /// <param name="there">What was kept.</param>
    /// <param name="here">What there is now.</param>
    /// <returns>A phrase for each value that differs; nothing if the documents are equal.</returns>
    public static IEnumerable<string> Between(JsonNode? there, JsonNode? here) => Between("", there, here);

    private static IEnumerable<string> Between(string path, JsonNode? there, JsonNode? here) =>
        (there, here) is (JsonObject a, JsonObject b)
            ? a.Select(property => property.Key).Union(b.Select(property => property.Key)).SelectMany(key => Between(path == "" ? key : $"{path}.{key}", a[key], b[key]))
            : JsonNode.DeepEquals(there, here) ? [] : [$"{path} is {Show(there)} there and {Show(here)} here"];

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
