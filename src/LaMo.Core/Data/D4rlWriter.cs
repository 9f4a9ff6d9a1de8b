using LaMo.Core.Data.Hdf5;

namespace LaMo.Core.Data;

/// <summary>Writes D4RL's layout: float32 and booleans as h5py has them, discrete actions as int64, pixels as bytes, in chunks packed by gzip.</summary>
internal static class D4rlWriter
{
    private const int StepsPerBlock = 1 << 13;

    public static void Write(StepSource source, string path)
    {
        StepLayout layout = source.Layout;
        using var file = new Hdf5OutputFile(path);
        using Hdf5Output states = file.Create("observations", layout.HasByteStates ? Hdf5Element.Byte : Hdf5Element.Single, source.StepCount, layout.StateShape);
        using Hdf5Output actions = layout.ActionCount > 0
            ? file.Create("actions", Hdf5Element.Int64, source.StepCount, [])
            : file.Create("actions", Hdf5Element.Single, source.StepCount, [layout.ActionSize]);
        using Hdf5Output rewards = file.Create("rewards", Hdf5Element.Single, source.StepCount, []);
        using Hdf5Output terminals = file.Create("terminals", Hdf5Element.Boolean, source.StepCount, []);
        using Hdf5Output timeouts = file.Create("timeouts", Hdf5Element.Boolean, source.StepCount, []);

        var block = new StepBlock(layout, (int)Math.Min(source.StepCount, StepsPerBlock));
        using StepBlockReader reader = source.OpenReader();
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
        {
            states.Write<float>(block.States.AsSpan(0, count * layout.StateSize), count);
            actions.Write<float>(block.Actions.AsSpan(0, count * layout.ActionSize), count);
            rewards.Write<float>(block.Rewards.AsSpan(0, count), count);
            terminals.Write<bool>(block.Terminals.AsSpan(0, count), count);
            timeouts.Write<bool>(block.Timeouts.AsSpan(0, count), count);
        }
    }
}
