using System.Text.Json;
using LaMo.Core.Serialization;

namespace LaMo.Core.Data;

/// <summary>What Minari's metadata.json tells beyond the arrays.</summary>
/// <param name="ReferenceReturns">The returns that count as scores of 0 and 1.</param>
/// <param name="DiscreteActions">The first discrete action and how many there are; <see langword="null"/> for other actions.</param>
internal sealed record MinariMetadata((double Random, double Expert)? ReferenceReturns, (int First, int Count)? DiscreteActions)
{
    /// <summary>The metadata beside a file: <c>metadata.json</c>, or the file's name with <c>.metadata.json</c>.</summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    /// <exception cref="InvalidDataException">It is damaged; the message names it.</exception>
    public static MinariMetadata? Beside(string dataPath)
    {
        string own = Path.ChangeExtension(dataPath, ".metadata.json");
        string shared = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(dataPath))!, "metadata.json");
        string? path = File.Exists(own) ? own : File.Exists(shared) ? shared : null;
        return path is null ? null : Read(path);
    }

    private static MinariMetadata Read(string path)
    {
        JsonFile json = JsonFile.Read(path);
        double lowest = json.Number("ref_min_score", double.NaN, _ => true, "or missing");
        double highest = json.Number("ref_max_score", double.NaN, _ => true, "or missing");
        string space = json.Text("action_space", "{}");
        try
        {
            // Python writes the bounds of a space without bounds as Infinity, which JSON has not; the bounds are not needed.
            using JsonDocument document = JsonDocument.Parse(space.Replace("Infinity", "0").Replace("NaN", "0"));
            JsonElement root = document.RootElement;
            (int, int)? discrete = root.TryGetProperty("type", out JsonElement type) && type.GetString() == "Discrete"
                ? (root.TryGetProperty("start", out JsonElement start) ? start.GetInt32() : 0, root.GetProperty("n").GetInt32())
                : null;
            return new MinariMetadata(double.IsNaN(lowest) || double.IsNaN(highest) ? null : (lowest, highest), discrete);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw json.Fault("action_space", "is not a description of a space");
        }
    }
}
