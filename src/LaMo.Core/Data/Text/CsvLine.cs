namespace LaMo.Core.Data.Text;

/// <summary>A line of a CSV file. A field in quotes may hold commas and doubled quotes, not line breaks.</summary>
internal static class CsvLine
{
    /// <summary>Splits a line into its fields.</summary>
    /// <returns>Whether the quotes are right; if not, the fields before the wrong one are there.</returns>
    public static bool TrySplit(ReadOnlySpan<char> line, List<string> fields)
    {
        fields.Clear();
        while (true)
        {
            int length;
            if (line.StartsWith('"'))
            {
                length = QuotedLength(line);
                if (length < 0)
                    return false;
                fields.Add(line[1..(length - 1)].ToString().Replace("\"\"", "\""));
            }
            else
            {
                length = line.IndexOf(',');
                if (length < 0)
                    length = line.Length;
                fields.Add(line[..length].ToString());
            }
            if (length == line.Length)
                return true;
            line = line[(length + 1)..];
        }
    }

    private static int QuotedLength(ReadOnlySpan<char> line)
    {
        for (int i = 1; i < line.Length; i++)
        {
            if (line[i] != '"')
                continue;
            if (i + 1 < line.Length && line[i + 1] == '"')
                i++;
            else
                return i + 1 == line.Length || line[i + 1] == ',' ? i + 1 : -1;
        }
        return -1;
    }
}
