using LaMo.Core.Data.Hdf5;

namespace LaMo.Core.Data;

/// <summary>
/// Minari's layout: a group for each episode with T actions, rewards, terminations and truncations and T + 1 observations, of which the last is left out.
/// Observations and actions that are dictionaries lie side by side in the order of their keys' characters' codes, members of dictionaries in the place of their
/// dictionary; the parts of a tuple lie in its order.
/// </summary>
internal static class MinariLayout
{
    public const string Format = "Minari";

    public static bool IsIn(Hdf5File file) => file.Exists("episode_0/observations");

    /// <exception cref="InvalidDataException">An array is missing, damaged or of another shape than in the episodes before; the message names it.</exception>
    public static ArrayLayout Read(Hdf5File file, MinariMetadata? metadata)
    {
        var episodes = new EpisodeTable();
        var states = new EpisodeArrays(file, [.. Leaves(file, "observations")]);
        var actions = new EpisodeArrays(file, [.. Leaves(file, "actions")]);
        var rewards = new EpisodeArrays(file, ["{0}/rewards"]);
        for (int episode = 0; file.Exists($"episode_{episode}"); episode++)
        {
            string group = $"episode_{episode}";
            FileArray reward = file.Get($"{group}/rewards");
            if (reward.Rows == 0)
                continue;
            states.Add(group, reward.Rows, mayHaveOneMore: true);
            actions.Add(group, reward.Rows);
            rewards.Add(group, reward.Rows);
            EpisodeEnd end = (Last(file, $"{group}/terminations", reward.Rows) ? EpisodeEnd.Terminal : 0) | (Last(file, $"{group}/truncations", reward.Rows) ? EpisodeEnd.Timeout : 0);
            episodes.Add(reward.Rows, end);
        }
        var layout = new ArrayLayout(file.FilePath, Format, states.ToColumn(), actions.ToColumn(), rewards.ToColumn(), episodes) { ReferenceReturns = metadata?.ReferenceReturns };
        return metadata?.DiscreteActions is (int first, int count) ? layout.WithDiscreteActions(file, first, count) : layout.WithActionKind(file);
    }

    /// <summary>The arrays under a name in every episode: itself, or if it is a group those of its members.</summary>
    private static IEnumerable<string> Leaves(Hdf5File file, string path)
    {
        // Deeper than any observation; a damaged group can contain itself.
        const int MaxDepth = 8;
        string full = $"episode_0/{path}";
        if (!file.Exists(full))
            throw new InvalidDataException($"{file.FilePath} has no '{full}'.");
        if (!file.IsGroup(full))
            return [$"{{0}}/{path}"];
        if (path.Count(character => character == '/') == MaxDepth)
            throw file.Fault(full, "lies too deep");
        return file.Members(full).OrderBy(TupleIndex).SelectMany(member => Leaves(file, $"{path}/{member}"));
    }

    /// <summary>The place of a tuple's part; 0 for the members of a dictionary, which are in order already.</summary>
    private static int TupleIndex(string name) => name.StartsWith("_index_", StringComparison.Ordinal) && int.TryParse(name.AsSpan(7), out int index) ? index : 0;

    private static bool Last(Hdf5File file, string name, long rows)
    {
        FileArray flags = file.Get(name);
        if (flags.Rows != rows || flags.RowSize != 1)
            throw file.Fault(name, $"has the shape [{string.Join(", ", flags.Shape)}], expected [{rows}]");
        using ArrayReader reader = file.OpenRows(flags);
        Span<float> last = stackalloc float[1];
        reader.Read(rows - 1, 1, last);
        return last[0] != 0;
    }
}
