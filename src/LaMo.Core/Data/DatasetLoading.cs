using System.Runtime.InteropServices;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Data;

/// <summary>Reads a source into the arrays that training windows are drawn from.</summary>
internal static class DatasetLoading
{
    private const int ImagesPerBlock = 256;

    public static TrajectoryDataset Load(StepSource source, double returnScale, double discount)
    {
        if (source.StepCount * Math.Max(source.Layout.StateSize, source.Layout.ActionSize) > Array.MaxLength)
            throw new InvalidDataException($"{source.Name} has {source.StepCount} steps of {source.Layout.StateSize} values, too many to hold in one array.");
        return source.Layout is { HasByteStates: true, StateShape.Count: 3 } ? LoadImages(source, returnScale, discount) : LoadVectors(source, returnScale, discount);
    }

    private static TrajectoryDataset LoadVectors(StepSource source, double returnScale, double discount)
    {
        StepLayout layout = source.Layout;
        StepBlock all = ReadAll(source, StepColumns.All);
        CheckFinite(source, "State", all.States, layout.StateSize);
        CheckFinite(source, "Action", all.Actions, layout.ActionSize);
        int[] starts = AccumulateReturns(source, all, returnScale, discount);
        return new TrajectoryDataset(layout.StateSize, layout.ActionSize, all.States, null, [], all.Actions, all.Rewards, all.Timesteps, starts);
    }

    /// <summary>Images stay bytes, and a frame that several steps share is kept once.</summary>
    private static TrajectoryDataset LoadImages(StepSource source, double returnScale, double discount)
    {
        StepLayout layout = source.Layout;
        StepBlock rest = ReadAll(source, StepColumns.Action | StepColumns.Reward);
        CheckFinite(source, "Action", rest.Actions, layout.ActionSize);
        AccumulateReturns(source, rest, returnScale, discount);

        var builder = new TrajectoryDatasetBuilder(new ImageShape(layout.StateShape[0], layout.StateShape[1], layout.StateShape[2]), layout.ActionSize, (int)source.StepCount);
        using StepBlockReader reader = source.OpenReader(StepColumns.State);
        var block = new StepBlock(layout, ImagesPerBlock, StepColumns.State);
        byte[] pixels = new byte[layout.StateSize];
        for (int step = 0, count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            for (int row = 0; row < count; row++, step++)
            {
                if (step == 0 || rest.Episodes[step] != rest.Episodes[step - 1])
                    builder.BeginEpisode();
                for (int i = 0; i < pixels.Length; i++)
                    pixels[i] = (byte)block.States[row * pixels.Length + i];
                builder.AddImage(pixels, rest.Actions.AsSpan(step * layout.ActionSize, layout.ActionSize), rest.Rewards[step], rest.Timesteps[step]);
            }
        return builder.Build();
    }

    private static StepBlock ReadAll(StepSource source, StepColumns columns)
    {
        int count = (int)source.StepCount;
        var block = new StepBlock(source.Layout, count, columns);
        using StepBlockReader reader = source.OpenReader(columns);
        for (int start = 0, read; start < count; start += read)
            if ((read = reader.Read(block, start, count - start)) == 0)
                throw new InvalidDataException($"{source.Name} ends after {start} of {count} steps.");
        return block;
    }

    /// <summary>Replaces the rewards by returns-to-go.</summary>
    /// <returns>The episodes' first steps.</returns>
    private static int[] AccumulateReturns(StepSource source, StepBlock block, double returnScale, double discount)
    {
        CheckFinite(source, "Reward", block.Rewards, 1);
        var starts = new List<int>(source.EpisodeCount);
        for (int start = 0, end; start < block.Capacity; start = end)
        {
            starts.Add(start);
            int episode = block.Episodes[start];
            for (end = start + 1; end < block.Capacity && block.Episodes[end] == episode; end++)
            {
            }
            ReturnsToGo.Accumulate(block.Rewards.AsSpan(start, end - start), returnScale, discount);
        }
        return [.. starts];
    }

    private static void CheckFinite(StepSource source, string column, float[] values, int size)
    {
        // A value that is not finite has all the bits of its exponent set; in whole vectors this is one pass at memory speed.
        const int Exponent = 0x7F800000;
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        int i = 0;
        for (int width = System.Numerics.Vector<int>.Count; i <= bits.Length - width; i += width)
        {
            var exponent = new System.Numerics.Vector<int>(Exponent);
            if (System.Numerics.Vector.EqualsAny(new System.Numerics.Vector<int>(bits.Slice(i, width)) & exponent, exponent))
                break;
        }
        for (; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw new InvalidDataException($"{source.Name}: step {i / size}: {column} holds {values[i]} at slot {i % size}; repair the step or remove its episode.");
    }
}
