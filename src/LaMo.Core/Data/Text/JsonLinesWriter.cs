using System.Text.Json;

namespace LaMo.Core.Data.Text;

/// <summary>Writes steps as JSON objects, one on each line.</summary>
internal static class JsonLinesWriter
{
    private const int StepsPerBlock = 1 << 12;

    public static void Write(StepSource source, Stream stream)
    {
        StepLayout layout = source.Layout;
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true });
        var block = new StepBlock(layout, (int)Math.Min(source.StepCount, StepsPerBlock));
        using StepBlockReader reader = source.OpenReader();
        long row = 0;
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            for (int step = 0; step < count; step++, row++)
                try
                {
                    WriteStep(json, layout, block, step);
                    json.Flush();
                    json.Reset();
                    stream.WriteByte((byte)'\n');
                }
                catch (ArgumentException)
                {
                    throw new InvalidDataException($"{source.Name}: step {row} holds NaN or infinity, which JSON cannot.");
                }
    }

    private static void WriteStep(Utf8JsonWriter json, StepLayout layout, StepBlock block, int step)
    {
        json.WriteStartObject();
        json.WriteNumber("EpisodeId", block.Episodes[step]);
        json.WriteNumber("Timestep", block.Timesteps[step]);
        WriteVector(json, "State", block.States.AsSpan(step * layout.StateSize, layout.StateSize));
        if (layout.ActionCount > 0)
            json.WriteNumber("Action", (int)block.Actions[step]);
        else
            WriteVector(json, "Action", block.Actions.AsSpan(step * layout.ActionSize, layout.ActionSize));
        json.WriteNumber("Reward", block.Rewards[step]);
        json.WriteBoolean("Terminal", block.Terminals[step]);
        json.WriteBoolean("Timeout", block.Timeouts[step]);
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
