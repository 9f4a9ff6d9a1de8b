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
