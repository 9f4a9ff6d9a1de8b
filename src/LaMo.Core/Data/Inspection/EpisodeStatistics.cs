namespace LaMo.Core.Data.Inspection;

/// <summary>Collects the returns and lengths of episodes and how they ended.</summary>
internal sealed class EpisodeStatistics
{
    private int _episode = -1;
    private double _return;
    private int _length;
    private bool _terminal;
    private bool _timeout;

    /// <summary>The finite returns.</summary>
    public List<double> Returns { get; } = [];

    public List<double> Lengths { get; } = [];

    public int Terminal { get; private set; }

    public int Timeout { get; private set; }

    public int Unfinished { get; private set; }

    /// <summary>Adds a step.</summary>
    /// <returns>Whether it is the first of an episode.</returns>
    public bool Add(StepBlock block, int row)
    {
        bool begins = block.Episodes[row] != _episode;
        if (begins)
        {
            Close();
            _episode = block.Episodes[row];
        }
        _return += block.Rewards[row];
        _length++;
        _terminal = block.Terminals[row];
        _timeout = block.Timeouts[row];
        return begins;
    }

    /// <summary>Says that the last step was added.</summary>
    public void Close()
    {
        if (_length == 0)
            return;
        Lengths.Add(_length);
        if (double.IsFinite(_return))
            Returns.Add(_return);
        Terminal += _terminal ? 1 : 0;
        Timeout += _timeout ? 1 : 0;
        Unfinished += _terminal || _timeout ? 0 : 1;
        (_return, _length) = (0, 0);
    }
}
