using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Schemas;

namespace LaMo.Core.Data.Text;

/// <summary>Holds the rows of a CSV or JSON Lines file against a schema.</summary>
public static class StepRows
{
    /// <summary>Looks at each row of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Csv or JsonLines.</param>
    /// <param name="schema">The schema of a row.</param>
    /// <returns>What is wrong, with the line it is in, while the file is read.</returns>
    /// <exception cref="InvalidDataException">The file has no header that can be read, or a line is no JSON; the message names file and line.</exception>
    public static IEnumerable<(long Line, SchemaError Error)> Validate(string path, StepFileFormat format, JsonSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return from row in format == StepFileFormat.Csv ? ReadCsv(path) : ReadJson(path)
               from error in schema.Validate(row.Value)
               select (row.Line, error);
    }

    private static IEnumerable<(long Line, JsonNode? Value)> ReadJson(string path)
    {
        using var lines = new StreamReader(path);
        for (long number = 1; lines.ReadLine() is string line; number++)
            if (!string.IsNullOrWhiteSpace(line))
                yield return (number, ParseJson(line, path, number));
    }

    private static JsonNode? ParseJson(string line, string path, long number)
    {
        try
        {
            JsonNode? value = JsonNode.Parse(line);
            // Members given twice are found only when they are looked for.
            (value as JsonObject)?.ContainsKey("");
            return value;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}, line {number}: no JSON: {e.Message}", e);
        }
    }

    /// <summary>The rows of a CSV file as the objects that the schema describes.</summary>
    private static IEnumerable<(long Line, JsonNode? Value)> ReadCsv(string path)
    {
        using var lines = new StreamReader(path);
        CsvHeader header = CsvHeader.Parse(lines.ReadLine() ?? throw new InvalidDataException($"{path} is empty."), path);
        var fields = new List<string>();
        for (long number = 2; lines.ReadLine() is string line; number++)
        {
            if (line.Length == 0)
                continue;
            if (!CsvLine.TrySplit(line, fields) || fields.Count != header.Columns.Count)
                throw new InvalidDataException($"{path}, line {number}: the line has {fields.Count} fields that can be read, the header {header.Columns.Count}.");
            var row = new JsonObject();
            foreach (CsvColumn column in header.InOrder)
            {
                JsonNode? value = Value(column.Target, fields[column.Position].Trim());
                if (column.Slot is null)
                    row[column.Target] = column.Target == "State" && value is not JsonArray ? new JsonArray(value) : value;
                else
                    ((row[column.Target] ??= new JsonArray()) as JsonArray)!.Add(value);
            }
            yield return (number, row);
        }
    }

    /// <summary>A field as the value that it stands for; a text where it stands for none.</summary>
    private static JsonNode? Value(string target, string field)
    {
        if (target is "Terminal" or "Timeout")
            return field.ToLowerInvariant() switch { "true" or "1" => true, "false" or "0" => false, _ => field };
        if (field.StartsWith('['))
            try
            {
                return JsonNode.Parse(field);
            }
            catch (JsonException)
            {
                return field;
            }
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : field;
    }
}
