using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaMo.Core.Networks;
using LaMo.Core.Schemas;
using LaMo.MLNet;

namespace LaMo.Cli.Configuration;

/// <summary>Sets a trainer's options by their names with a small first letter.</summary>
internal static class OptionBinding
{
    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new NamedAdaptation(), new Duration() },
    };

    /// <summary>The names of the options that a configuration can set, in alphabetical order.</summary>
    /// <param name="options">The type of the options.</param>
    public static IEnumerable<string> Names(Type options) => Properties(options).Keys.Order(StringComparer.Ordinal);

    /// <summary>Sets options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="values">Their values.</param>
    /// <param name="others">Options that are passed over if these options do not have them. The default is none.</param>
    /// <returns>What could not be set, by its place in <paramref name="values"/>.</returns>
    public static IReadOnlyList<SchemaError> Set(this TrainerOptions options, JsonObject values, IReadOnlySet<string>? others = null)
    {
        Dictionary<string, PropertyInfo> properties = Properties(options.GetType());
        List<SchemaError> errors = [];
        foreach ((string name, JsonNode? value) in values)
        {
            if (properties.TryGetValue(name, out PropertyInfo? property))
                Set(options, property, value, $"/{name}", errors);
            else if (others?.Contains(name) != true)
                errors.Add(new SchemaError($"/{name}", $"is unknown; {options.GetType().DeclaringType!.Name} has {string.Join(", ", Names(options.GetType()))}"));
        }
        return errors;
    }

    private static void Set(TrainerOptions options, PropertyInfo property, JsonNode? value, string pointer, List<SchemaError> errors)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (value is null && new NullabilityInfoContext().Create(property).WriteState != NullabilityState.Nullable)
        {
            errors.Add(new SchemaError(pointer, "is null, which the option cannot be"));
            return;
        }
        try
        {
            property.SetValue(options, type.IsEnum && value != null ? EnumValue(type, value) : value.Deserialize(property.PropertyType, _format));
        }
        catch (JsonException e)
        {
            // The path begins with $.
            string place = e.Path is { Length: > 1 } path ? path[1..].Replace('.', '/').Replace('[', '/').Replace("]", "") : "";
            errors.Add(new SchemaError(pointer + place, $"is no {Describe(type)}: {value!.ToJsonString()}"));
        }
    }

    /// <summary>By the names in C#, as for all options; some enumerations have others in the files of models.</summary>
    private static object EnumValue(Type type, JsonNode value) =>
        Enum.GetNames(type).Contains((value as JsonValue)?.ToString()) ? Enum.Parse(type, value.ToString()) : throw new JsonException();

    private static string Describe(Type type) =>
        type.IsEnum ? $"{type.Name}, which are {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(Adaptation) ? "adaptation: LaMo, Frozen, FineTuning, or an object with its parts"
        : type == typeof(TimeSpan) ? "duration, as hours:minutes:seconds"
        : type == typeof(int) || type == typeof(long) ? "whole number in its range"
        : type == typeof(double) || type == typeof(float) ? "number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "text"
        : type.Name;

    /// <summary>All but what only a program can give.</summary>
    private static Dictionary<string, PropertyInfo> Properties(Type options) => options.GetProperties()
        .Where(property => property.CanWrite && property.Name is not (nameof(TrainerOptions.Progress) or nameof(TrainerOptions.Snapshots) or nameof(TrainerOptions.CancellationToken)))
        .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    /// <summary>An <see cref="Adaptation"/>, or the name of one that it has.</summary>
    private sealed class NamedAdaptation : JsonConverter<Adaptation>
    {
        private static readonly JsonSerializerOptions _parts = new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };

        public override Adaptation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType != JsonTokenType.String
            ? JsonSerializer.Deserialize<Adaptation>(ref reader, _parts)!
            : reader.GetString() switch
            {
                nameof(Adaptation.LaMo) => Adaptation.LaMo,
                nameof(Adaptation.Frozen) => Adaptation.Frozen,
                nameof(Adaptation.FineTuning) => Adaptation.FineTuning,
                _ => throw new JsonException(),
            };

        public override void Write(Utf8JsonWriter writer, Adaptation value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, _parts);
    }

    private sealed class Duration : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out TimeSpan duration) ? duration : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));
    }
}
