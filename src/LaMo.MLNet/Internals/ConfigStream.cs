using System.Text.Json;
using Microsoft.ML;

namespace LaMo.MLNet.Internals;

/// <summary>The entry of a model file that holds a component's configuration as JSON.</summary>
internal static class ConfigStream
{
    private const string Name = "Config.json";

    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Save<T>(ModelSaveContext context, T config) =>
        context.SaveBinaryStream(Name, writer =>
        {
            writer.Write(JsonSerializer.SerializeToUtf8Bytes(config, _format));
        });

    public static T Load<T>(ModelLoadContext context)
    {
        T? config = default;
        bool found = context.TryLoadBinaryStream(Name, reader =>
        {
            try
            {
                config = JsonSerializer.Deserialize<T>(reader.BaseStream, _format);
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"The model file's entry {Name} is not a valid configuration.", e);
            }
        });
        return found && config is not null ? config : throw new InvalidDataException($"The model file has no entry {Name}.");
    }
}
