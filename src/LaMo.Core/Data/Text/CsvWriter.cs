using System.Globalization;
using System.Text;

namespace LaMo.Core.Data.Text;

/// <summary>Writes steps as CSV; numbers have as many digits as it takes to read them back exactly.</summary>
internal static class CsvWriter
{
    private const int StepsPerBlock = 1 << 12;

    public static void Write(StepSource source, Stream stream)
    {
        StepLayout layout = source.Layout;
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        IEnumerable<string> actions = layout.ActionCount > 0 ? ["Action"] : Slots("Action", layout.ActionSize);
        writer.WriteLine(string.Join(',', ["EpisodeId", "Timestep", .. Slots("State", layout.StateSize), .. actions, "Reward", "Terminal", "Timeout"]));
        var block = new StepBlock(layout, (int)Math.Min(source.StepCount, StepsPerBlock));
        using StepBlockReader reader = source.OpenReader();
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            for (int step = 0; step < count; step++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{block.Episodes[step]},{block.Timesteps[step]}"));
                Write(writer, block.States.AsSpan(step * layout.StateSize, layout.StateSize));
                Write(writer, block.Actions.AsSpan(step * layout.ActionSize, layout.ActionSize));
                Write(writer, block.Rewards.AsSpan(step, 1));
                writer.Write(block.Terminals[step] ? ",true" : ",false");
                writer.WriteLine(block.Timeouts[step] ? ",true" : ",false");
            }
    }

    private static IEnumerable<string> Slots(string column, int size) => Enumerable.Range(0, size).Select(slot => string.Create(CultureInfo.InvariantCulture, $"{column}.{slot}"));

    private static void Write(StreamWriter writer, ReadOnlySpan<float> values)
    {
        Span<char> text = stackalloc char[32];
        foreach (float value in values)
        {
            value.TryFormat(text, out int length, provider: CultureInfo.InvariantCulture);
            writer.Write(',');
            writer.Write(text[..length]);
        }
    }
}
