namespace LaMo.Core.Data.Npz;

/// <summary>
/// The layouts of NumPy archives: the trajectories of imitation (obs with one more row for each episode than acts), the expert data of stable-baselines
/// (episode_starts), and D4RL's arrays. The first two do not tell an end of the task from a time limit: an episode of the greatest length allowed counts as cut.
/// </summary>
internal static class NpzLayout
{
    /// <exception cref="InvalidDataException">The archive has another layout, or an array is missing or damaged.</exception>
    public static ArrayLayout Read(NpzFile file, int? maxEpisodeLength)
    {
        if (file.Exists("acts") && file.Exists("obs"))
            return ReadImitation(file, maxEpisodeLength);
        if (file.Exists("episode_starts"))
            return ReadStableBaselines(file, maxEpisodeLength);
        if (D4rlLayout.IsIn(file))
            return D4rlLayout.Read(file, maxEpisodeLength);
        throw new InvalidDataException(
            $"{file.FilePath} has none of the layouts known: imitation's (obs, acts, rews, terminal, indices), stable-baselines' (obs, actions, rewards, episode_starts), D4RL's (observations, actions, rewards, terminals).");
    }

    private static ArrayLayout ReadImitation(NpzFile file, int? maxEpisodeLength)
    {
        FileArray observations = file.Get("obs"), actions = file.Get("acts"), rewards = file.Get("rews"), terminal = file.Get("terminal"), indices = file.Get("indices");
        long rows = RowCount.OfAll(file, actions, rewards);
        if (terminal.Rows != indices.Rows + 1 || observations.Rows != rows + terminal.Rows)
            throw new InvalidDataException($"{file.FilePath}: {terminal} must have one row more than {indices}, and {observations} that many more than {actions}.");
        long[] splits;
        using (var reader = (NpyRows)file.OpenRows(indices))
            splits = reader.ReadIntegers();
        var finished = new List<bool>();
        ArrayLayout.Scan(file, new ArrayColumn(terminal), terminal.Rows, (_, value) => finished.Add(value != 0));

        var episodes = new EpisodeTable();
        var states = new List<RowRange>();
        long start = 0;
        for (int episode = 0; episode < finished.Count; episode++)
        {
            long end = episode < splits.Length ? splits[episode] : rows;
            if (end < start || end > rows)
                throw file.Fault(indices.Name, "must rise from 0 to the number of actions");
            if (end > start)
                states.Add(new RowRange(observations, start + episode, end - start));
            episodes.Add(end - start, !finished[episode] ? EpisodeEnd.Unfinished : end - start == maxEpisodeLength ? EpisodeEnd.Timeout : EpisodeEnd.Terminal);
            start = end;
        }
        var state = new ArrayColumn([new ArrayField(observations.RowSize, states)]);
        return new ArrayLayout(file.FilePath, "imitation", state, new(actions), new(rewards), episodes).WithActionKind(file);
    }

    private static ArrayLayout ReadStableBaselines(NpzFile file, int? maxEpisodeLength)
    {
        FileArray observations = file.Get("obs"), actions = file.Get("actions"), rewards = file.Get("rewards"), starts = file.Get("episode_starts");
        long rows = RowCount.OfAll(file, observations, actions, rewards, starts);
        var episodes = new EpisodeTable();
        long length = 0;
        ArrayLayout.Scan(file, new ArrayColumn(starts), rows, (_, isStart) =>
        {
            if (isStart != 0)
                AddEpisode();
            length++;
        });
        // Only whole episodes are recorded there.
        AddEpisode();
        return new ArrayLayout(file.FilePath, "stable-baselines", new(observations), new(actions), new(rewards), episodes).WithActionKind(file);

        void AddEpisode()
        {
            episodes.Add(length, length == maxEpisodeLength ? EpisodeEnd.Timeout : EpisodeEnd.Terminal);
            length = 0;
        }
    }
}
