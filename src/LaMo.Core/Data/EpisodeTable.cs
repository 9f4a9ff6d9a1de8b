namespace LaMo.Core.Data;

/// <summary>How an episode ended.</summary>
[Flags]
internal enum EpisodeEnd : byte
{
    /// <summary>It did not: the recording ended before.</summary>
    Unfinished = 0,
    Terminal = 1,
    Timeout = 2,
}

/// <summary>The lengths of a dataset's episodes and how they ended, in order.</summary>
internal sealed class EpisodeTable
{
    private readonly List<int> _lengths = [];
    private readonly List<EpisodeEnd> _ends = [];

    public int Count => _lengths.Count;

    public long StepCount { get; private set; }

    public int Length(int episode) => _lengths[episode];

    public EpisodeEnd End(int episode) => _ends[episode];

    /// <summary>The episodes of a dataset, which is read through for them, without its values.</summary>
    public static EpisodeTable Of(StepSource source)
    {
        const int StepsPerBlock = 1 << 13;
        var episodes = new EpisodeTable();
        var block = new StepBlock(source.Layout, (int)Math.Min(source.StepCount, StepsPerBlock), StepColumns.None);
        using StepBlockReader reader = source.OpenReader(StepColumns.None);
        int episode = 0, length = 0;
        EpisodeEnd end = EpisodeEnd.Unfinished;
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            for (int step = 0; step < count; step++, length++)
            {
                if (block.Episodes[step] != episode)
                {
                    episodes.Add(length, end);
                    (episode, length) = (block.Episodes[step], 0);
                }
                end = (block.Terminals[step] ? EpisodeEnd.Terminal : 0) | (block.Timeouts[step] ? EpisodeEnd.Timeout : 0);
            }
        episodes.Add(length, end);
        return episodes;
    }

    /// <summary>Adds an episode; one without steps is none.</summary>
    public void Add(long length, EpisodeEnd end)
    {
        if (length == 0)
            return;
        _lengths.Add(checked((int)length));
        _ends.Add(end);
        StepCount += length;
    }
}
