using System.Globalization;
using LaMo.Core.Data.Hdf5;

namespace LaMo.Core.Data;

/// <summary>Writes d3rlpy's layouts as its own versions do: arrays in one piece, float32, discrete actions as int32, pixels as bytes.</summary>
internal static class D3rlpyWriter
{
    private const int StepsPerBlock = 1 << 13;

    /// <summary>Version 1: a row for each step; both flags are float32.</summary>
    public static void WriteVersion1(StepSource source, string path)
    {
        StepLayout layout = source.Layout;
        using var file = new Hdf5OutputFile(path);
        using Hdf5Output states = Create(file, "observations", StateElement(layout), source.StepCount, layout.StateShape);
        using Hdf5Output actions = Create(file, "actions", ActionElement(layout), source.StepCount, layout.ActionCount > 0 ? [] : [layout.ActionSize]);
        using Hdf5Output rewards = Create(file, "rewards", Hdf5Element.Single, source.StepCount, []);
        using Hdf5Output terminals = Create(file, "terminals", Hdf5Element.Single, source.StepCount, []);
        using Hdf5Output ends = Create(file, "episode_terminals", Hdf5Element.Single, source.StepCount, []);
        file.Write("discrete_action", layout.ActionCount > 0);
        file.Write("version", "1.0");

        var block = new StepBlock(layout, (int)Math.Min(source.StepCount, StepsPerBlock));
        using StepBlockReader reader = source.OpenReader();
        float[] flags = new float[block.Capacity];
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
        {
            states.Write<float>(block.States.AsSpan(0, count * layout.StateSize), count);
            actions.Write<float>(block.Actions.AsSpan(0, count * layout.ActionSize), count);
            rewards.Write<float>(block.Rewards.AsSpan(0, count), count);
            for (int step = 0; step < count; step++)
                flags[step] = block.Terminals[step] ? 1 : 0;
            terminals.Write<float>(flags.AsSpan(0, count), count);
            for (int step = 0; step < count; step++)
                flags[step] = block.Terminals[step] || block.Timeouts[step] ? 1 : 0;
            ends.Write<float>(flags.AsSpan(0, count), count);
        }
    }

    /// <summary>Version 2: arrays for each episode, and whether it was terminated.</summary>
    public static void WriteVersion2(StepSource source, string path)
    {
        StepLayout layout = source.Layout;
        EpisodeTable episodes = EpisodeTable.Of(source);
        using var file = new Hdf5OutputFile(path);
        file.Write("columns", ["observations", "actions", "rewards", "terminated"]);
        file.Write("num_episodes", episodes.Count);
        using StepBlockReader reader = source.OpenReader();
        var block = new StepBlock(layout, (int)Math.Min(source.StepCount, StepsPerBlock));
        for (int episode = 0; episode < episodes.Count; episode++)
        {
            string number = episode.ToString(CultureInfo.InvariantCulture);
            int steps = episodes.Length(episode);
            using Hdf5Output states = Create(file, $"observations_{number}", StateElement(layout), steps, layout.StateShape);
            using Hdf5Output actions = Create(file, $"actions_{number}", ActionElement(layout), steps, [layout.ActionSize]);
            using Hdf5Output rewards = Create(file, $"rewards_{number}", Hdf5Element.Single, steps, [1]);
            file.Write($"terminated_{number}", episodes.End(episode).HasFlag(EpisodeEnd.Terminal));
            reader.ReadEpisode(block, steps, count =>
            {
                states.Write<float>(block.States.AsSpan(0, count * layout.StateSize), count);
                actions.Write<float>(block.Actions.AsSpan(0, count * layout.ActionSize), count);
                rewards.Write<float>(block.Rewards.AsSpan(0, count), count);
            });
        }
        file.Write("version", "2.1");
    }

    private static Hdf5Output Create(Hdf5OutputFile file, string name, Hdf5Element element, long rows, IReadOnlyList<int> rowShape) => file.Create(name, element, rows, rowShape, isPacked: false);

    private static Hdf5Element StateElement(StepLayout layout) => layout.HasByteStates ? Hdf5Element.Byte : Hdf5Element.Single;

    private static Hdf5Element ActionElement(StepLayout layout) => layout.ActionCount > 0 ? Hdf5Element.Int32 : Hdf5Element.Single;
}
