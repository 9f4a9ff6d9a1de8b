using System.Globalization;
using System.Text.Json;
using LaMo.Core.Data.Hdf5;

namespace LaMo.Core.Data;

/// <summary>
/// Writes Minari's layout: a folder <c>data</c> with <c>main_data.hdf5</c>, a group for each episode, and <c>metadata.json</c>. The observation after an episode's last
/// action, which steps do not have, is the last one again.
/// </summary>
internal static class MinariWriter
{
    // The first of Minari's versions whose layout this is.
    private const string Version = "0.5.0";

    private const int StepsPerBlock = 1 << 13;

    /// <param name="source">The dataset.</param>
    /// <param name="folder">The dataset's folder, which is there.</param>
    /// <param name="name">What the dataset is called.</param>
    public static void Write(StepSource source, string folder, string name)
    {
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        string main = Path.Combine(data, StepFile.MinariFile);
        EpisodeTable episodes = EpisodeTable.Of(source);
        using (var file = new Hdf5OutputFile(main))
        using (StepBlockReader reader = source.OpenReader())
        {
            var block = new StepBlock(source.Layout, (int)Math.Min(source.StepCount, StepsPerBlock));
            for (int episode = 0; episode < episodes.Count; episode++)
                WriteEpisode(file, source.Layout, reader, block, episode, episodes.Length(episode));
        }
        using FileStream metadata = File.Create(Path.Combine(data, "metadata.json"));
        WriteMetadata(metadata, source, episodes, name, new FileInfo(main).Length);
    }

    private static void WriteEpisode(Hdf5OutputFile file, StepLayout layout, StepBlockReader reader, StepBlock block, int episode, int steps)
    {
        string group = string.Create(CultureInfo.InvariantCulture, $"episode_{episode}");
        file.CreateGroup(group, ("id", episode), ("total_steps", steps));
        using Hdf5Output states = file.Create($"{group}/observations", layout.HasByteStates ? Hdf5Element.Byte : Hdf5Element.Single, steps + 1L, layout.StateShape);
        using Hdf5Output actions = layout.ActionCount > 0
            ? file.Create($"{group}/actions", Hdf5Element.Int64, steps, [])
            : file.Create($"{group}/actions", Hdf5Element.Single, steps, [layout.ActionSize]);
        using Hdf5Output rewards = file.Create($"{group}/rewards", Hdf5Element.Double, steps, []);
        using Hdf5Output terminations = file.Create($"{group}/terminations", Hdf5Element.Boolean, steps, []);
        using Hdf5Output truncations = file.Create($"{group}/truncations", Hdf5Element.Boolean, steps, []);
        int last = 0;
        reader.ReadEpisode(block, steps, count =>
        {
            states.Write<float>(block.States.AsSpan(0, count * layout.StateSize), count);
            actions.Write<float>(block.Actions.AsSpan(0, count * layout.ActionSize), count);
            rewards.Write<float>(block.Rewards.AsSpan(0, count), count);
            terminations.Write<bool>(block.Terminals.AsSpan(0, count), count);
            truncations.Write<bool>(block.Timeouts.AsSpan(0, count), count);
            last = count - 1;
        });
        states.Write<float>(block.States.AsSpan(last * layout.StateSize, layout.StateSize), 1);
    }

    private static void WriteMetadata(Stream stream, StepSource source, EpisodeTable episodes, string name, long bytes)
    {
        StepLayout layout = source.Layout;
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("dataset_id", DatasetId(name));
        json.WriteString("minari_version", Version);
        json.WriteString("data_format", "hdf5");
        json.WriteBoolean("jpeg_encoding", false);
        json.WriteNumber("total_episodes", episodes.Count);
        json.WriteNumber("total_steps", episodes.StepCount);
        json.WriteNumber("dataset_size", Math.Round(bytes / 1e6, 1));
        // A space is JSON in a text.
        json.WriteString("observation_space", layout.HasByteStates ? Box("uint8", layout.StateShape, "0", "255") : Box("float32", layout.StateShape, "-Infinity", "Infinity"));
        json.WriteString("action_space", layout.ActionCount > 0
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"type": "Discrete", "dtype": "int64", "start": 0, "n": {{layout.ActionCount}}}""")
            : Box("float32", [layout.ActionSize], "-Infinity", "Infinity"));
        if (source.ReferenceReturns is (double random, double expert))
        {
            json.WriteNumber("ref_min_score", random);
            json.WriteNumber("ref_max_score", expert);
        }
        json.WriteEndObject();
    }

    private static string Box(string type, IReadOnlyList<int> shape, string low, string high) =>
        $$"""{"type": "Box", "dtype": "{{type}}", "shape": [{{string.Join(", ", shape)}}], "low": {{Filled(shape, low)}}, "high": {{Filled(shape, high)}}}""";

    /// <summary>An array of a shape that holds a value everywhere.</summary>
    private static string Filled(IEnumerable<int> shape, string value) =>
        shape.Reverse().Aggregate(value, (inner, size) => $"[{string.Join(", ", Enumerable.Repeat(inner, size))}]");

    /// <summary>A name as Minari wants it: letters, digits, - and _, and a version.</summary>
    private static string DatasetId(string name)
    {
        string id = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character == '-' ? character : '_'));
        int version = id.LastIndexOf("-v", StringComparison.Ordinal);
        return version > 0 && int.TryParse(id.AsSpan(version + 2), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? id : id + "-v0";
    }
}
