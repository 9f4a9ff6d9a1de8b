using System.Globalization;
using LaMo.Core.Data.Hdf5;

namespace LaMo.Core.Data;

/// <summary>
/// d3rlpy's layouts. Version 1 has a row for each step, and episode_terminals where an episode ends; its terminals may stand on the last two rows of an episode,
/// and only the last one counts. Version 2 has arrays for each episode, observations_0, actions_0, …, and whether it was terminated. An episode that was not
/// terminated was cut.
/// </summary>
internal static class D3rlpyLayout
{
    public const string Format = "d3rlpy";

    public static bool IsIn(Hdf5File file) => IsVersion2(file) || (D4rlLayout.IsIn(file) && (file.Exists("episode_terminals") || file.Exists("discrete_action")));

    /// <exception cref="InvalidDataException">An array is missing or damaged; the message names it.</exception>
    public static ArrayLayout Read(Hdf5File file) => IsVersion2(file) ? ReadVersion2(file) : ReadVersion1(file);

    private static bool IsVersion2(Hdf5File file) => file.Exists("num_episodes") && file.Exists("columns");

    /// <inheritdoc cref="Read"/>
    public static ArrayLayout ReadVersion1(Hdf5File file)
    {
        FileArray observations = file.Get("observations"), actions = file.Get("actions"), rewards = file.Get("rewards"), terminals = file.Get("terminals");
        FileArray ends = file.Find("episode_terminals") ?? terminals;
        long rows = RowCount.OfAll(file, observations, actions, rewards, terminals, ends);
        var episodes = new EpisodeTable();
        long length = 0;
        FlagScan.Read(file, terminals, ends, rows, (isTerminal, isEnd) =>
        {
            length++;
            if (!isEnd)
                return;
            episodes.Add(length, isTerminal ? EpisodeEnd.Terminal : EpisodeEnd.Timeout);
            length = 0;
        });
        episodes.Add(length, EpisodeEnd.Unfinished);
        bool? isDiscrete = file.Find("discrete_action") is FileArray discrete ? Scalar(file, discrete) != 0 : null;
        return new ArrayLayout(file.FilePath, $"{Format}, version 1", new(observations), new(actions), new(rewards), episodes).WithActionKind(file, isDiscrete);
    }

    private static ArrayLayout ReadVersion2(Hdf5File file)
    {
        var episodes = new EpisodeTable();
        var states = new EpisodeArrays(file, Parts(file, "observations"));
        var actions = new EpisodeArrays(file, Parts(file, "actions"));
        var rewards = new EpisodeArrays(file, ["rewards_{0}"]);
        int count = (int)Scalar(file, file.Get("num_episodes"));
        for (int episode = 0; episode < count; episode++)
        {
            string name = episode.ToString(CultureInfo.InvariantCulture);
            FileArray reward = file.Get($"rewards_{name}");
            if (reward.Rows == 0)
                continue;
            states.Add(name, reward.Rows);
            actions.Add(name, reward.Rows);
            rewards.Add(name, reward.Rows);
            episodes.Add(reward.Rows, Scalar(file, file.Get($"terminated_{name}")) != 0 ? EpisodeEnd.Terminal : EpisodeEnd.Timeout);
        }
        return new ArrayLayout(file.FilePath, $"{Format}, version 2", states.ToColumn(), actions.ToColumn(), rewards.ToColumn(), episodes).WithActionKind(file);
    }

    /// <summary>The names of a column's arrays, with a place for the episode's number: one array, or one for each part of a tuple.</summary>
    private static List<string> Parts(Hdf5File file, string column)
    {
        var parts = new List<string>();
        if (file.Exists($"{column}_0"))
            parts.Add($"{column}_{{0}}");
        for (int part = 0; parts.Count == part && file.Exists($"{column}_0_{part}"); part++)
            parts.Add($"{column}_{{0}}_{part}");
        return parts;
    }

    private static float Scalar(Hdf5File file, FileArray array)
    {
        if (array.Rows != 1 || array.RowSize != 1)
            throw file.Fault(array.Name, "is no single value");
        using ArrayReader reader = file.OpenRows(array);
        Span<float> value = stackalloc float[1];
        reader.Read(0, 1, value);
        return value[0];
    }
}
