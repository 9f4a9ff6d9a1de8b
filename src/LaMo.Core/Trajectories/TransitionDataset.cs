using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LaMo.Core.Trajectories;

/// <summary>
/// The steps of a trajectory dataset with their rewards in contiguous arrays, one after the other and episode by episode: what policies of single states, and values
/// of states and actions, are learnt from. A step's next state is the next step's, so nothing is kept twice.
/// </summary>
public sealed class TransitionDataset
{
    private readonly int[] _episodeStarts;

    internal TransitionDataset(int stateSize, int actionSize, int actionCount, float[] states, float[] actions, float[] rewards, bool[] terminals, int[] episodeStarts)
    {
        StateSize = stateSize;
        ActionSize = actionSize;
        ActionCount = actionCount;
        States = states;
        Actions = actions;
        Rewards = rewards;
        Terminals = terminals;
        _episodeStarts = episodeStarts;
        Transitions = FindTransitions();
    }

    /// <summary>The number of values of a state.</summary>
    public int StateSize { get; }

    /// <summary>The number of values of an action; 1 for a discrete one.</summary>
    public int ActionSize { get; }

    /// <summary>The number of discrete actions; 0 if actions are continuous.</summary>
    public int ActionCount { get; }

    /// <summary>The number of steps.</summary>
    public int StepCount => Rewards.Length;

    /// <summary>The number of episodes.</summary>
    public int EpisodeCount => _episodeStarts.Length;

    /// <summary>The states, <c>[step, stateSize]</c>.</summary>
    public float[] States { get; }

    /// <summary>The actions, <c>[step, actionSize]</c>. A discrete action is its number, from 0.</summary>
    public float[] Actions { get; }

    /// <summary>The rewards, <c>[step]</c>.</summary>
    public float[] Rewards { get; }

    /// <summary>Whether the task ended at a step, <c>[step]</c>: no value follows.</summary>
    public bool[] Terminals { get; }

    /// <summary>
    /// The steps that a value can be learnt from: those that are terminal, and those that are followed by another one of their episode. The last step of an episode that
    /// was cut is none, since the state after it was not recorded; D4RL's <c>qlearning_dataset</c> leaves it out, too.
    /// </summary>
    public int[] Transitions { get; }

    /// <summary>The steps of one episode.</summary>
    /// <param name="episode">The episode's number in the dataset, from 0.</param>
    /// <returns>The episode's first step and the step after its last.</returns>
    public (int Start, int End) EpisodeRange(int episode) =>
        (_episodeStarts[episode], episode + 1 < EpisodeCount ? _episodeStarts[episode + 1] : StepCount);

    /// <summary>The first step of the episode that a step belongs to.</summary>
    /// <param name="step">The step's number in the dataset, from 0.</param>
    public int EpisodeStart(int step)
    {
        int found = Array.BinarySearch(_episodeStarts, step);
        return found >= 0 ? step : _episodeStarts[~found - 1];
    }

    /// <summary>The undiscounted return of an episode.</summary>
    /// <param name="episode">The episode's number in the dataset, from 0.</param>
    public double Return(int episode)
    {
        (int start, int end) = EpisodeRange(episode);
        double sum = 0;
        foreach (float reward in Rewards.AsSpan(start, end - start))
            sum += reward;
        return sum;
    }

    /// <summary>
    /// The best episodes by return, as many as fit in a fraction of the steps and at least one, in the order of the data (the %BC of Decision Transformer, arXiv 2106.01345, section 5.1).
    /// </summary>
    /// <param name="fraction">The fraction of the steps, in (0, 1].</param>
    public TransitionDataset Best(double fraction)
    {
        double room = fraction * StepCount;
        var chosen = new List<int>();
        foreach (int episode in Enumerable.Range(0, EpisodeCount).OrderByDescending(Return))
        {
            (int start, int end) = EpisodeRange(episode);
            room -= end - start;
            if (room < 0 && chosen.Count > 0)
                break;
            chosen.Add(episode);
        }
        if (chosen.Count == EpisodeCount)
            return this;
        chosen.Sort();
        return new TransitionDataset(StateSize, ActionSize, ActionCount,
            Gather(States, StateSize, chosen), Gather(Actions, ActionSize, chosen), Gather(Rewards, 1, chosen), Gather(Terminals, 1, chosen), Starts(chosen));
    }

    /// <summary>The same steps with other rewards: (reward + shift) times scale.</summary>
    /// <param name="scale">What rewards are multiplied by.</param>
    /// <param name="shift">What is added to them before.</param>
    public TransitionDataset WithRewards(double scale, double shift) => scale == 1 && shift == 0
        ? this
        : new TransitionDataset(StateSize, ActionSize, ActionCount, States, Actions, Array.ConvertAll(Rewards, reward => (float)((reward + shift) * scale)), Terminals, _episodeStarts);

    /// <summary>The SHA-256 of all that the dataset holds, in hexadecimal.</summary>
    internal string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([StateSize, ActionSize, ActionCount, StepCount, EpisodeCount, .. _episodeStarts]));
        hash.AppendData(MemoryMarshal.AsBytes<float>(States));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Actions));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Rewards));
        hash.AppendData(MemoryMarshal.AsBytes<bool>(Terminals));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private int[] FindTransitions()
    {
        var found = new List<int>(StepCount);
        for (int episode = 0; episode < EpisodeCount; episode++)
        {
            (int start, int end) = EpisodeRange(episode);
            for (int step = start; step < end; step++)
                if (step + 1 < end || Terminals[step])
                    found.Add(step);
        }
        return [.. found];
    }

    private T[] Gather<T>(T[] source, int width, List<int> episodes)
    {
        var gathered = new List<T>();
        foreach (int episode in episodes)
        {
            (int start, int end) = EpisodeRange(episode);
            gathered.AddRange(source.AsSpan(start * width, (end - start) * width));
        }
        return [.. gathered];
    }

    private int[] Starts(List<int> episodes)
    {
        int[] starts = new int[episodes.Count];
        for (int i = 1; i < starts.Length; i++)
        {
            (int start, int end) = EpisodeRange(episodes[i - 1]);
            starts[i] = starts[i - 1] + end - start;
        }
        return starts;
    }
}
