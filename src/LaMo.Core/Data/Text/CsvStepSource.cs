using System.Globalization;

namespace LaMo.Core.Data.Text;

/// <summary>
/// Steps in a CSV file (RFC 4180): a header line with the columns of data-schemas/trajectory-step.schema.json in any order. A vector is repeated columns, State.0,
/// State.1, …, or one column with a JSON array; an Action that is a whole number is discrete.
/// </summary>
internal sealed class CsvStepSource : TextStepSource
{
    /// <exception cref="InvalidDataException">The file is faulty; the message names line and column.</exception>
    public CsvStepSource(string path)
        : base(path) => Scan();

    public override string Format => "CSV";

    protected override IEnumerable<TextRow> ReadRows()
    {
        using var lines = new StreamReader(Name);
        CsvHeader header = CsvHeader.Parse(lines.ReadLine() ?? throw new InvalidDataException($"{Name} is empty."), Name);
        var row = new TextRow { Line = 1 };
        var fields = new List<string>();
        while (lines.ReadLine() is string line)
        {
            row.Line++;
            if (line.Length == 0)
                continue;
            if (!CsvLine.TrySplit(line, fields))
                throw Fault(row.Line, header.Columns[Math.Min(fields.Count, header.Columns.Count - 1)].Name, "a quote is not closed, or text follows the closing one");
            if (fields.Count != header.Columns.Count)
                throw Fault(row.Line, header.Columns[Math.Min(fields.Count, header.Columns.Count) - 1].Name, $"the line has {fields.Count} fields, the header {header.Columns.Count}");
            row.State.Clear();
            row.Action.Clear();
            foreach (CsvColumn column in header.InOrder)
                Put(row, column, fields[column.Position].Trim());
            yield return row;
        }
    }

    private void Put(TextRow row, CsvColumn column, string text)
    {
        switch (column.Target)
        {
            case "EpisodeId":
                row.EpisodeId = text.Length > 0 ? text : throw Fault(row.Line, column.Name, "is empty");
                break;
            case "Timestep":
                row.Timestep = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int timestep)
                    ? timestep
                    : throw Fault(row.Line, column.Name, $"'{Shorten(text)}' is no whole number");
                break;
            case "Reward":
                row.Reward = Number(row, column, text);
                break;
            case "Terminal":
                row.Terminal = Flag(row, column, text);
                break;
            case "Timeout":
                row.Timeout = Flag(row, column, text);
                break;
            case "State":
                PutVector(row, column, text, row.State);
                break;
            default:
                row.IsDiscrete = column.Slot is null && !text.StartsWith('[');
                PutVector(row, column, text, row.Action);
                if (row.IsDiscrete && !(row.Action[0] is >= 0 and < StepLayout.MostActions && row.Action[0] == MathF.Floor(row.Action[0])))
                    throw Fault(row.Line, column.Name, $"'{Shorten(text)}' is no whole number from 0, which a discrete action is; a vector is Action.0, Action.1, … or a JSON array");
                break;
        }
    }

    private void PutVector(TextRow row, CsvColumn column, string text, List<float> vector)
    {
        if (!text.StartsWith('['))
            vector.Add(Number(row, column, text));
        else if (!text.EndsWith(']') || column.Slot is not null)
            throw Fault(row.Line, column.Name, $"'{Shorten(text)}' is no number");
        else if (text.AsSpan(1..^1).Trim().Length > 0)
            foreach (Range part in text.AsSpan(1..^1).Split(','))
                vector.Add(Number(row, column, text.AsSpan(1..^1)[part].Trim()));
    }

    private float Number(TextRow row, CsvColumn column, ReadOnlySpan<char> text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
        ? number
        : throw Fault(row.Line, column.Name, $"'{Shorten(text)}' is no number");

    private bool Flag(TextRow row, CsvColumn column, string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw Fault(row.Line, column.Name, $"'{Shorten(text)}' is neither true nor false"),
    };

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
