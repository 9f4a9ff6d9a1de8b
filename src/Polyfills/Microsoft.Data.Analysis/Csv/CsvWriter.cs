using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Microsoft.Data.Analysis;

/// <summary>Writes a frame as text: Single and Double with all their digits, nulls as nothing, vectors in parentheses.</summary>
internal sealed class CsvWriter
{
    private readonly char _separator;
    private readonly CultureInfo _culture;

    public CsvWriter(char separator, CultureInfo culture)
    {
        if (culture.NumberFormat.NumberDecimalSeparator == separator.ToString())
            throw new ArgumentException("Decimal separator cannot match the column separator");
        (_separator, _culture) = (separator, culture);
    }

    public void Write(DataFrame frame, bool header, TextWriter text)
    {
        if (header)
            text.WriteLine(string.Join(_separator, frame.Columns.Select(column => Quoted(column.Name, _separator))));
        foreach (DataFrameRow row in frame.Rows)
            text.WriteLine(Join(row, _separator));
    }

    private string Join(IEnumerable values, char separator) => string.Join(separator, values.Cast<object>().Select(value => value switch
    {
        float number => number.ToString("G9", _culture),
        double number => number.ToString("G17", _culture),
        decimal number => number.ToString("G31", _culture),
        DateTime time => time.ToString(_culture),
        string cell => Quoted(cell, separator),
        IEnumerable vector => $"({Join(vector, ' ')})",
        _ => value?.ToString(),
    }));

    private static string Quoted(string cell, char separator)
        => cell.AsSpan().IndexOfAny(separator, '\n', '"') >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
