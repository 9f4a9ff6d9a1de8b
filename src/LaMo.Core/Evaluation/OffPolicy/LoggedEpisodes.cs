namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>The rewards of logged episodes, an episode's steps contiguous and in order.</summary>
public sealed class LoggedEpisodes
{
    private readonly int[] _starts;
    private readonly bool[] _isCut;

    /// <summary>Makes them.</summary>
    /// <param name="lengths">The number of steps of each episode, positive.</param>
    /// <param name="isCut">Whether an episode was cut before the task ended, so that more reward would have followed.</param>
    /// <param name="rewards">The steps' rewards.</param>
    /// <param name="discount">The discount gamma per step in (0, 1].</param>
    /// <exception cref="ArgumentException">The lengths do not add up to the number of rewards, or there is no episode.</exception>
    public LoggedEpisodes(IReadOnlyList<int> lengths, IReadOnlyList<bool> isCut, IReadOnlyList<float> rewards, double discount)
    {
        if (lengths.Count == 0 || lengths.Any(length => length <= 0) || lengths.Sum() != rewards.Count || isCut.Count != lengths.Count)
            throw new ArgumentException("The episodes' lengths must be positive and add up to the number of rewards.", nameof(lengths));
        _starts = new int[lengths.Count + 1];
        for (int episode = 0; episode < lengths.Count; episode++)
            _starts[episode + 1] = _starts[episode] + lengths[episode];
        Rewards = rewards;
        Discount = discount;
        MaxLength = lengths.Max();
        bool hasTimeLimit = lengths.Zip(isCut).Any(episode => episode.First == MaxLength && episode.Second);
        _isCut = [.. lengths.Zip(isCut, (length, cut) => cut || (hasTimeLimit && length == MaxLength))];
    }

    /// <summary>The number of episodes.</summary>
    public int Count => _isCut.Length;

    /// <summary>The number of steps of all episodes.</summary>
    public int StepCount => _starts[^1];

    /// <summary>The number of steps of the longest episode.</summary>
    public int MaxLength { get; }

    /// <summary>The discount gamma per step.</summary>
    public double Discount { get; }

    /// <summary>The rewards r_t of all steps.</summary>
    public IReadOnlyList<float> Rewards { get; }

    /// <summary>The first step of an episode, among all steps.</summary>
    public int Start(int episode) => _starts[episode];

    /// <summary>The first step after an episode.</summary>
    public int End(int episode) => _starts[episode + 1];

    /// <summary>The number of steps of an episode.</summary>
    public int Length(int episode) => End(episode) - Start(episode);

    /// <summary>
    /// Whether an episode was cut before the task ended. Where the longest were cut, by a time limit, those of their length that ended count as cut, too: at the limit only ends are known and
    /// what goes on is not, so that to learn from the ends would be to take them for more frequent than they are.
    /// </summary>
    public bool IsCut(int episode) => _isCut[episode];

    /// <summary>The discounted return of an episode: the sum of gamma^t r_t.</summary>
    public double Return(int episode)
    {
        double value = 0;
        for (int step = End(episode) - 1; step >= Start(episode); step--)
            value = Rewards[step] + Discount * value;
        return value;
    }
}
