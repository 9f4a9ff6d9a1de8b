using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>
/// Cuts a text into lines and fields. Blank lines are skipped, even inside quotes; fields are trimmed, even quoted ones;
/// a doubled quote inside quotes is one; what follows a closing quote must be blank but for its last character, which is dropped.
/// </summary>
internal sealed class CsvReader
{
    private const string Blanks = "\t\v\f \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u2028\u2029\u3000\uFEFF";

    private readonly TextReader _text;
    private readonly char _separator;
    private readonly char[] _fieldEnds;
    private readonly string _blanks;
    private long _linesRead;

    public CsvReader(TextReader text, char separator)
    {
        if (separator == '"')
            throw new Exception("A double quote is not a legal delimiter when HasFieldsEnclosedInQuotes is set to True.");
        if (Environment.NewLine.Contains(separator))
            throw new Exception("Delimiter cannot be new line characters");
        (_text, _separator) = (text, separator);
        _fieldEnds = [separator, '\r', '\n'];
        _blanks = Blanks.Replace(separator.ToString(), "");
    }

    /// <summary>The fields of the next line, null at the end.</summary>
    public string[] ReadFields()
    {
        string line = ReadLine();
        if (line is null)
            return null;
        long number = _linesRead;
        List<string> fields = [];
        int position = 0;
        while (position <= ContentLength(line))
        {
            int content = position;
            while (content < line.Length && _blanks.Contains(line[content]))
                content++;
            if (content < line.Length && line[content] == '"')
                fields.Add(ReadQuoted(ref line, content + 1, number, out position).Trim());
            else
            {
                int end = line.IndexOf(_separator, position);
                fields.Add((end < 0 ? line[position..] : line[position..end]).Trim());
                position = end < 0 ? line.Length + 1 : end + 1;
            }
        }
        return fields.ToArray();
    }

    /// <summary>The rest of a quoted field, over as many lines as it takes, and where the next one starts.</summary>
    private string ReadQuoted(ref string line, int position, long number, out int next)
    {
        StringBuilder field = new();
        while (true)
        {
            if (position >= line.Length)
                line += ReadLine() ?? throw Malformed(number);
            if (line[position] != '"')
                field.Append(line[position++]);
            else if (position + 1 < line.Length && line[position + 1] == '"')
            {
                field.Append('"');
                position += 2;
            }
            else
                break;
        }

        int end = line.IndexOfAny(_fieldEnds, position + 1);
        int last = (end < 0 ? line.Length : end) - 1;
        for (int i = position + 1; i < last; i++)
            if (!_blanks.Contains(line[i]))
                throw Malformed(number);
        next = position + 1 == line.Length ? line.Length + 1 : end < 0 ? line.Length : end + 1;
        return field.ToString();
    }

    /// <summary>The next line that is not blank, with its end.</summary>
    private string ReadLine()
    {
        StringBuilder line = new();
        while (_text.Read() is >= 0 and int c)
        {
            line.Append((char)c);
            if (c == '\r' && _text.Peek() == '\n')
                line.Append((char)_text.Read());
            if (c is not ('\r' or '\n'))
                continue;
            _linesRead++;
            if (!string.IsNullOrWhiteSpace(line.ToString()))
                return line.ToString();
            line.Clear();
        }
        if (string.IsNullOrWhiteSpace(line.ToString()))
            return null;
        _linesRead++;
        return line.ToString();
    }

    // The real class looks two characters back first, so that a line end counts as content only after a single character.
    private static int ContentLength(string line)
    {
        if (line.Length > 1 && line[^2] is '\r' or '\n')
            return line.Length - 2;
        return line.Length > 1 && line[^1] is '\r' or '\n' ? line.Length - 1 : line.Length;
    }

    private static Exception Malformed(long number) => new($"Line {number} cannot be parsed with the current Delimiters.");
}
