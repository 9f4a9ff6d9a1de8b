using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The lines of text files that hold data, with their numbers.</summary>
internal static class TextLines
{
    /// <summary>
    /// Skips empty lines, lines that begin with "//" and, up to a file's first line, those that begin with '#'; with
    /// <paramref name="hasHeader"/> that first line, too.
    /// </summary>
    public static IEnumerable<(long Number, string Text)> Read(IMultiStreamSource source, TextLayout layout, bool hasHeader, long limit)
    {
        IEnumerator<(long, string)> lines = ReadAll(source, layout, hasHeader).GetEnumerator();
        using (lines)
        {
            for (long count = 0; count < limit && MoveNext(lines); count++)
                yield return lines.Current;
        }
    }

    /// <summary>The settings that a file carries in its leading "#@" lines, or null.</summary>
    public static string ReadEmbeddedSettings(IMultiStreamSource source)
    {
        if (source.Count == 0)
            return null;
        var settings = new StringBuilder();
        using TextReader reader = source.OpenTextReader(0);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (line[0] != '#')
                break;
            if (line.Length > 2 && line[1] == '@')
                settings.Append(line.AsSpan(2).Trim()).Append(' ');
        }
        return settings.ToString();
    }

    private static bool MoveNext(IEnumerator<(long, string)> lines)
    {
        try
        {
            return lines.MoveNext();
        }
        catch (Exception exception)
        {
            throw Contracts.ExceptDecode("Stream reading encountered exception", exception);
        }
    }

    private static IEnumerable<(long Number, string Text)> ReadAll(IMultiStreamSource source, TextLayout layout, bool hasHeader)
    {
        for (int file = 0; file < source.Count; file++)
        {
            using TextReader reader = source.OpenTextReader(file);
            bool isFirst = true;
            long number = 0;
            while (ReadLine(reader, layout, number, isFirst) is { } line)
            {
                number++;
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (isFirst && line[0] == '#'))
                    continue;
                if (!isFirst || !hasHeader)
                    yield return (number, line);
                isFirst = false;
            }
        }
    }

    /// <summary>A line or, if a quoted field goes on beyond its end, the lines up to the one where no field does.</summary>
    private static string ReadLine(TextReader reader, TextLayout layout, long number, bool isFirst)
    {
        string line = reader.ReadLine();
        if (!layout.ReadMultilines || string.IsNullOrEmpty(line) || line.StartsWith("//", StringComparison.Ordinal) || (isFirst && line[0] == '#'))
            return line;
        bool isOpen = EndsInsideQuotes(line, layout, startsInside: false);
        if (!isOpen)
            return line;
        var lines = new StringBuilder(line);
        while (isOpen)
        {
            line = reader.ReadLine() ?? throw new EndOfStreamException(
                $"A quoted field opened on line {number} was never closed, and we've read to the last line in the file without finding the closing quote");
            lines.Append('\n').Append(line);
            isOpen = EndsInsideQuotes(line, layout, startsInside: true);
        }
        return lines.ToString();
    }

    private static bool EndsInsideQuotes(string line, TextLayout layout, bool startsInside)
    {
        int position = 0;
        bool inside = startsInside;
        while (true)
        {
            if (!inside)
            {
                SkipSpaces(line, layout, ref position);
                if (position >= line.Length)
                    return false;
                if (line[position] == '"')
                {
                    inside = true;
                    position++;
                }
            }
            if (inside)
            {
                if (!TrySkipQuoted(line, layout, ref position))
                    return true;
                inside = false;
                SkipSpaces(line, layout, ref position);
                // Text behind the closing quote is an error of this line alone.
                if (position < line.Length && !IsSeparator(line[position], layout))
                    return false;
            }
            while (position < line.Length && !IsSeparator(line[position], layout))
                position++;
            if (position >= line.Length)
                return false;
            while (position < line.Length && IsSeparator(line[position], layout))
                position++;
        }
    }

    /// <summary>Moves behind the closing quote; false if there is none.</summary>
    private static bool TrySkipQuoted(string line, TextLayout layout, ref int position)
    {
        for (; position < line.Length; position++)
        {
            bool isPair = position + 1 < line.Length && line[position + 1] == '"';
            if (layout.EscapeChar != '"' && line[position] == layout.EscapeChar)
                position++;
            else if (line[position] == '"' && layout.EscapeChar == '"' && isPair)
                position++;
            else if (line[position] == '"')
            {
                position++;
                return true;
            }
        }
        return false;
    }

    private static void SkipSpaces(string line, TextLayout layout, ref int position)
    {
        while (position < line.Length && line[position] == ' ' && !IsSeparator(' ', layout))
            position++;
    }

    private static bool IsSeparator(char character, TextLayout layout) => Array.IndexOf(layout.Separators, character) >= 0;
}
