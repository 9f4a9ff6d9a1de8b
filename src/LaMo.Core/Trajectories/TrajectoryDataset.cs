using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LaMo.Core.Trajectories;

/// <summary>
/// The steps of a trajectory dataset in contiguous arrays, one after the other and episode by episode, ready for batches to be gathered by index.
/// </summary>
public sealed class TrajectoryDataset
{
    // Where the states are, if they are images of bytes, and each step's number in it.
    private readonly FrameStore? _frames;
    private readonly int[] _stacks;
    private readonly int[] _episodeStarts;

    internal TrajectoryDataset(
        int stateSize, int actionSize, float[] states, FrameStore? frames, int[] stacks, float[] actions, float[] returnsToGo, int[] timesteps, int[] episodeStarts)
    {
        StateSize = stateSize;
        ActionSize = actionSize;
        States = states;
        _frames = frames;
        _stacks = stacks;
        Actions = actions;
        ReturnsToGo = returnsToGo;
        Timesteps = timesteps;
        _episodeStarts = episodeStarts;
    }

    /// <summary>The number of values of a state.</summary>
    public int StateSize { get; }

    /// <summary>The number of values of an action; 1 for a discrete one.</summary>
    public int ActionSize { get; }

    /// <summary>The number of steps.</summary>
    public int StepCount => Timesteps.Length;

    /// <summary>The number of episodes.</summary>
    public int EpisodeCount => _episodeStarts.Length;

    /// <summary>The states, <c>[step, stateSize]</c>; empty if they are images of bytes, see <see cref="CopyStates"/>.</summary>
    public float[] States { get; }

    /// <summary>The actions, <c>[step, actionSize]</c>. A discrete action is its number, from 0.</summary>
    public float[] Actions { get; }

    /// <summary>The scaled returns-to-go, <c>[step]</c>.</summary>
    public float[] ReturnsToGo { get; }

    /// <summary>Each step's number within its episode, <c>[step]</c>.</summary>
    public int[] Timesteps { get; }

    /// <summary>The steps of one episode.</summary>
    /// <param name="episode">The episode's number in the dataset, from 0.</param>
    /// <returns>The episode's first step and the step after its last.</returns>
    public (int Start, int End) EpisodeRange(int episode) =>
        (_episodeStarts[episode], episode + 1 < EpisodeCount ? _episodeStarts[episode + 1] : StepCount);

    /// <summary>The episode that a step belongs to.</summary>
    /// <param name="step">The step's number in the dataset, from 0.</param>
    public int EpisodeOf(int step)
    {
        int found = Array.BinarySearch(_episodeStarts, step);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Copies the states of consecutive steps; pixels of bytes as 0 to 255.</summary>
    /// <param name="start">The first step's number in the dataset.</param>
    /// <param name="destination">Where to, <c>[step, stateSize]</c>; as many steps as it has room for.</param>
    public void CopyStates(int start, Span<float> destination)
    {
        if (_frames is null)
        {
            States.AsSpan(start * StateSize, destination.Length).CopyTo(destination);
            return;
        }
        for (int step = start; !destination.IsEmpty; step++, destination = destination[StateSize..])
        {
            ReadOnlySpan<byte> pixels = _frames.Stack(_stacks[step]);
            for (int i = 0; i < pixels.Length; i++)
                destination[i] = pixels[i];
        }
    }

    /// <summary>A copy of some of the episodes, in the order given; images are shared with it.</summary>
    /// <param name="episodes">The episodes' numbers.</param>
    internal TrajectoryDataset Select(IEnumerable<int> episodes)
    {
        var builder = new TrajectoryDatasetBuilder(StateSize, ActionSize, _frames);
        foreach (int episode in episodes)
        {
            builder.BeginEpisode();
            (int start, int end) = EpisodeRange(episode);
            for (int step = start; step < end; step++)
            {
                ReadOnlySpan<float> action = Actions.AsSpan(step * ActionSize, ActionSize);
                if (_frames is null)
                    builder.Add(States.AsSpan(step * StateSize, StateSize), action, ReturnsToGo[step], Timesteps[step]);
                else
                    builder.AddStack(_stacks[step], action, ReturnsToGo[step], Timesteps[step]);
            }
        }
        return builder.Build();
    }

    /// <summary>The SHA-256 of all that the dataset holds, in hexadecimal.</summary>
    internal string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([StateSize, ActionSize, StepCount, EpisodeCount, .. _episodeStarts]));
        hash.AppendData(MemoryMarshal.AsBytes<float>(States));
        hash.AppendData(MemoryMarshal.AsBytes<int>(_stacks));
        _frames?.AppendTo(hash);
        hash.AppendData(MemoryMarshal.AsBytes<float>(Actions));
        hash.AppendData(MemoryMarshal.AsBytes<float>(ReturnsToGo));
        hash.AppendData(MemoryMarshal.AsBytes<int>(Timesteps));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Fills a window with the steps from one on, as many as it holds and the step's episode has.</summary>
    /// <param name="start">The first step's number in the dataset.</param>
    /// <param name="batch">The batch that the window belongs to.</param>
    /// <param name="window">The window's number in the batch.</param>
    /// <returns>The number of steps, padding not counted.</returns>
    internal int FillWindow(int start, WindowBatch batch, int window)
    {
        int end = Math.Min(start + batch.ContextLength, EpisodeRange(EpisodeOf(start)).End);
        int length = end - start;
        Span<float> states = batch.Fill(window,
            Actions.AsSpan(start * ActionSize, length * ActionSize),
            ReturnsToGo.AsSpan(start, length),
            Timesteps.AsSpan(start, length));
        CopyStates(start, states);
        return length;
    }
}
