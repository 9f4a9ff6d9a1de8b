using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaMo.Core.Serialization;

namespace LaMo.Cli.Invocation;

/// <summary>A verb's result as a JSON document, whose first member tells the verb; on standard output and in files.</summary>
internal static class ResultDocument
{
    /// <summary>Numbers that are not finite, for which JSON has no form, are the texts NaN, Infinity and -Infinity.</summary>
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        // A document that lacks a member is no result.
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    };

    public static string Of<T>(string verb, T result)
    {
        var document = new JsonObject { ["verb"] = verb };
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(result, Format)!.AsObject())
            document[name] = value?.DeepClone();
        return document.ToJsonString(Format);
    }

    /// <summary>Writes a result, whole or not at all.</summary>
    public static void Save<T>(string path, string verb, T result) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Of(verb, result))));

    /// <summary>Reads what some verb wrote.</summary>
    /// <exception cref="InvalidDataException">No verb wrote it; the message names the file.</exception>
    public static (string Verb, JsonObject Members) Read(string path)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is JsonObject members && members["verb"] is JsonValue verb)
                return (verb.ToString(), members);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no JSON: {e.Message}", e);
        }
        throw new InvalidDataException($"{path} is no result of a verb: it has no member 'verb'.");
    }

    /// <summary>Reads a result of a verb.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the message names the file.</exception>
    public static T Read<T>(string path)
    {
        try
        {
            return Read(path).Members.Deserialize<T>(Format)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is damaged: {e.Message}", e);
        }
    }
}
