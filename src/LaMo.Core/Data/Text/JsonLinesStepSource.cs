using System.Text.Json;

namespace LaMo.Core.Data.Text;

/// <summary>Steps in a JSON Lines file: on each line an object as data-schemas/trajectory-step.schema.json describes it.</summary>
internal sealed class JsonLinesStepSource : TextStepSource
{
    private static readonly string[] Required = ["EpisodeId", "Timestep", "State", "Action", "Reward"];

    /// <exception cref="InvalidDataException">The file is faulty; the message names line and column.</exception>
    public JsonLinesStepSource(string path)
        : base(path) => Scan();

    public override string Format => "JSON Lines";

    protected override IEnumerable<TextRow> ReadRows()
    {
        using var lines = new StreamReader(Name);
        var row = new TextRow();
        while (lines.ReadLine() is string line)
        {
            row.Line++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            Parse(line, row);
            yield return row;
        }
    }

    private void Parse(string line, TextRow row)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{Name}, line {row.Line}: {(e is JsonException json ? $"no JSON at column {json.BytePositionInLine + 1}" : "no JSON")}.", e);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{Name}, line {row.Line}: a JSON object is expected, not {Shorten(line)}.");
            (row.Terminal, row.Timeout) = (false, false);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                Put(row, Text(row, "the names", () => property.Name), property.Value);
            foreach (string name in Required)
                if (!document.RootElement.TryGetProperty(name, out _))
                    throw Fault(row.Line, name, "is missing");
        }
    }

    private void Put(TextRow row, string name, JsonElement value)
    {
        switch (name)
        {
            case "EpisodeId":
                row.EpisodeId = value.ValueKind switch
                {
                    JsonValueKind.Number => value.GetRawText(),
                    JsonValueKind.String => Text(row, name, () => value.GetString()!),
                    _ => throw Fault(row, name, value, "is neither a whole number nor text"),
                };
                break;
            case "Timestep":
                row.Timestep = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int timestep) ? timestep : throw Fault(row, name, value, "is no whole number");
                break;
            case "State":
                row.State.Clear();
                PutVector(row, name, value, row.State);
                break;
            case "Action":
                row.Action.Clear();
                row.IsDiscrete = value.ValueKind == JsonValueKind.Number;
                if (!row.IsDiscrete)
                    PutVector(row, name, value, row.Action);
                else if (value.TryGetInt32(out int action) && action is >= 0 and < StepLayout.MostActions)
                    row.Action.Add(action);
                else
                    throw Fault(row, name, value, "is no whole number from 0, which a discrete action is; a vector is an array");
                break;
            case "Reward":
                row.Reward = Number(row, name, value);
                break;
            case "Terminal":
                row.Terminal = Flag(row, name, value);
                break;
            case "Timeout":
                row.Timeout = Flag(row, name, value);
                break;
            default:
                throw Fault(row.Line, Shorten(name), "unknown; the columns are EpisodeId, Timestep, State, Action, Reward, Terminal, Timeout");
        }
    }

    private void PutVector(TextRow row, string name, JsonElement value, List<float> vector)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw Fault(row, name, value, "is no array of numbers");
        vector.Clear();
        foreach (JsonElement item in value.EnumerateArray())
            vector.Add(Number(row, name, item));
    }

    private float Number(TextRow row, string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) ? number : throw Fault(row, name, value, "is no number");

    private bool Flag(TextRow row, string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault(row, name, value, "is neither true nor false");

    private string Text(TextRow row, string column, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Fault(row.Line, column, "not Unicode");
        }
    }

    private InvalidDataException Fault(TextRow row, string name, JsonElement value, string what) => Fault(row.Line, name, $"{Shorten(value.GetRawText())} {what}");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
