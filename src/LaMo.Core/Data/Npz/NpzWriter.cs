using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace LaMo.Core.Data.Npz;

/// <summary>Writes a NumPy archive with D4RL's arrays, one after the other, each in a pass over the dataset.</summary>
internal static class NpzWriter
{
    private const int StepsPerBlock = 1 << 13;

    public static void Write(StepSource source, Stream stream)
    {
        StepLayout layout = source.Layout;
        string stateShape = string.Concat(layout.StateShape.Select(size => string.Create(CultureInfo.InvariantCulture, $" {size},")));
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        if (layout.HasByteStates)
            Write(source, zip, "observations", "|u1", stateShape, StepColumns.State, (block, count) => Array.ConvertAll(block.States[..(count * layout.StateSize)], value => (byte)value));
        else
            Write(source, zip, "observations", "<f4", stateShape, StepColumns.State, (block, count) => block.States.AsSpan(0, count * layout.StateSize));
        if (layout.ActionCount > 0)
            Write(source, zip, "actions", "<i8", "", StepColumns.Action, (block, count) => Array.ConvertAll(block.Actions[..count], action => (long)action));
        else
            Write(source, zip, "actions", "<f4", $" {layout.ActionSize},", StepColumns.Action, (block, count) => block.Actions.AsSpan(0, count * layout.ActionSize));
        Write(source, zip, "rewards", "<f4", "", StepColumns.Reward, (block, count) => block.Rewards.AsSpan(0, count));
        Write(source, zip, "terminals", "|b1", "", StepColumns.None, (block, count) => block.Terminals.AsSpan(0, count));
        Write(source, zip, "timeouts", "|b1", "", StepColumns.None, (block, count) => block.Timeouts.AsSpan(0, count));
    }

    private static void Write<T>(StepSource source, ZipArchive zip, string name, string type, string rowShape, StepColumns columns, ValuesOf<T> valuesOf)
        where T : unmanaged
    {
        using Stream entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
        entry.Write(Header(type, string.Create(CultureInfo.InvariantCulture, $"({source.StepCount},{rowShape})")));
        var block = new StepBlock(source.Layout, (int)Math.Min(source.StepCount, StepsPerBlock), columns);
        using StepBlockReader reader = source.OpenReader(columns);
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            entry.Write(MemoryMarshal.AsBytes(valuesOf(block, count)));
    }

    private static byte[] Header(string type, string shape)
    {
        // The whole header is a multiple of 64 bytes long, and the text ends with a line break.
        const int Prefix = 10, Multiple = 64;
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        int length = (Prefix + text.Length + 1 + Multiple - 1) / Multiple * Multiple - Prefix;
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n")];
    }

    private delegate ReadOnlySpan<T> ValuesOf<T>(StepBlock block, int count);
}
