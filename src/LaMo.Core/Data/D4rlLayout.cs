namespace LaMo.Core.Data;

/// <summary>
/// D4RL's layout (arXiv 2004.07219): observations, actions, rewards, terminals and timeouts, one row for each step. All else (next_observations, infos, metadata) is
/// left alone. An episode ends at its terminal or timed-out step and the next one begins with the row after it; without timeouts episodes are cut at the task's length.
/// </summary>
internal static class D4rlLayout
{
    public const string Format = "D4RL";

    public static bool IsIn(ArrayFile file) => file.Exists("observations") && file.Exists("terminals");

    /// <exception cref="InvalidDataException">An array is missing or damaged, or how long episodes are is not known; the message names the file.</exception>
    public static ArrayLayout Read(ArrayFile file, int? maxEpisodeLength)
    {
        FileArray observations = file.Get("observations"), actions = file.Get("actions"), rewards = file.Get("rewards"), terminals = file.Get("terminals");
        FileArray? timeouts = file.Find("timeouts");
        long rows = RowCount.OfAll(file, [observations, actions, rewards, terminals, .. timeouts is null ? Array.Empty<FileArray>() : [timeouts]]);
        int limit = timeouts is null
            ? maxEpisodeLength ?? D4rlTasks.MaxEpisodeLength(Path.GetFileName(file.FilePath))
                ?? throw new InvalidDataException($"{file.FilePath} has no 'timeouts' and its name is no task's that is known: say how many steps an episode has at most (maxEpisodeLength).")
            : int.MaxValue;
        var layout = new ArrayLayout(file.FilePath, Format, new(observations), new(actions), new(rewards), Episodes(file, rows, terminals, timeouts, limit));
        return layout.WithActionKind(file);
    }

    private static EpisodeTable Episodes(ArrayFile file, long rows, FileArray terminals, FileArray? timeouts, int limit)
    {
        var episodes = new EpisodeTable();
        long length = 0;
        FlagScan.Read(file, terminals, timeouts ?? terminals, rows, (isTerminal, isTimeout) =>
        {
            length++;
            EpisodeEnd end = isTerminal ? EpisodeEnd.Terminal : EpisodeEnd.Unfinished;
            if (timeouts is null ? length == limit && !isTerminal : isTimeout)
                end |= EpisodeEnd.Timeout;
            if (end == EpisodeEnd.Unfinished)
                return;
            episodes.Add(length, end);
            length = 0;
        });
        episodes.Add(length, EpisodeEnd.Unfinished);
        return episodes;
    }
}
