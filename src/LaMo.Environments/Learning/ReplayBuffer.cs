using System.Runtime.InteropServices;
using LaMo.Core;

namespace LaMo.Environments.Learning;

/// <summary>
/// The latest transitions of a training. Each is a row of numbers: observation, action, next observation, reward, and whether the episode ended there by
/// itself (terminal) or was cut (timeout).
/// </summary>
internal sealed class ReplayBuffer
{
    private readonly float[] _rows;

    /// <param name="capacity">The number of transitions that are kept.</param>
    /// <param name="observationSize">The length of an observation.</param>
    /// <param name="actionSize">The length of an action.</param>
    public ReplayBuffer(int capacity, int observationSize, int actionSize)
    {
        Capacity = capacity;
        ObservationSize = observationSize;
        ActionSize = actionSize;
        _rows = new float[(long)capacity * Width];
    }

    public int Capacity { get; }

    public int ObservationSize { get; }

    public int ActionSize { get; }

    /// <summary>The transitions added so far, with those that were overwritten.</summary>
    public long Added { get; private set; }

    /// <summary>The transitions at hand.</summary>
    public int Count => (int)Math.Min(Added, Capacity);

    /// <summary>Where the next observation begins in a row.</summary>
    public int NextObservation => ObservationSize + ActionSize;

    /// <summary>Where the reward is in a row; the terminal and the timeout flag follow, 0 or 1.</summary>
    public int Reward => 2 * ObservationSize + ActionSize;

    /// <summary>The length of a row.</summary>
    public int Width => WidthFor(ObservationSize, ActionSize);

    /// <summary>The length of a row of a task with these sizes.</summary>
    public static int WidthFor(int observationSize, int actionSize) => 2 * observationSize + actionSize + 3;

    public void Add(ReadOnlySpan<float> observation, ReadOnlySpan<float> action, StepResult result)
    {
        Span<float> row = NextRow();
        observation.CopyTo(row);
        action.CopyTo(row[ObservationSize..]);
        result.Observation.CopyTo(row[NextObservation..]);
        row[Reward] = result.Reward;
        row[Reward + 1] = result.Terminated ? 1 : 0;
        row[Reward + 2] = result.Truncated ? 1 : 0;
    }

    /// <summary>Draws transitions, each with the same chance.</summary>
    /// <param name="random">What decides.</param>
    /// <param name="batch">Where to write their rows, <c>[n, Width]</c>.</param>
    public void Sample(SplitMix64 random, Span<float> batch)
    {
        for (; !batch.IsEmpty; batch = batch[Width..])
            _rows.AsSpan(random.Next(Count) * Width, Width).CopyTo(batch);
    }

    /// <summary>Marks the latest transitions as the last ones of their episodes.</summary>
    /// <param name="count">How many.</param>
    public void CutLast(int count)
    {
        for (long added = Math.Max(Added - count, 0); added < Added; added++)
        {
            Span<float> row = Row(added);
            if (row[Reward + 1] == 0)
                row[Reward + 2] = 1;
        }
    }

    /// <summary>Writes the rows from a number on.</summary>
    /// <param name="from">The first row's number in the order of adding; it must be at hand still.</param>
    /// <param name="stream">Where to.</param>
    public void Save(long from, Stream stream)
    {
        for (; from < Added; from++)
            stream.Write(MemoryMarshal.AsBytes(Row(from)));
    }

    /// <summary>Becomes what it was when it was written from row 0 on.</summary>
    /// <param name="stream">Where from; <see langword="null"/> if the rows are of no use any more.</param>
    /// <param name="added">The number of rows.</param>
    public void Load(Stream? stream, long added)
    {
        for (Added = 0; stream != null && Added < added;)
            stream.ReadExactly(MemoryMarshal.AsBytes(NextRow()));
        Added = added;
    }

    /// <summary>The row of a number in the order of adding; the latest <see cref="Count"/> are at hand.</summary>
    public Span<float> Row(long number) => _rows.AsSpan((int)(number % Capacity) * Width, Width);

    private Span<float> NextRow() => Row(Added++);
}
