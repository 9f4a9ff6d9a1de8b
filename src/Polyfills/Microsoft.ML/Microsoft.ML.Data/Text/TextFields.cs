using System;
using System.Collections.Generic;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Cuts a line into fields; empty ones are left out (unless they are to become NaN).</summary>
internal sealed class TextFields
{
    private readonly TextLayout _layout;
    private readonly int _lastNeeded;
    private readonly bool _separatesBySpace;
    private readonly List<int> _indices = [];
    private readonly List<ReadOnlyMemory<char>> _texts = [];
    private readonly StringBuilder _unquoted = new();

    private ReadOnlyMemory<char> _line;
    private int _position;
    private ReadOnlyMemory<char> _text;
    private int _sparseIndex;

    /// <param name="layout">The file's layout.</param>
    /// <param name="lastNeeded">The index of the last field that matters.</param>
    public TextFields(TextLayout layout, int lastNeeded)
    {
        _layout = layout;
        _lastNeeded = lastNeeded;
        _separatesBySpace = IsSeparator(' ');
    }

    /// <summary>The fields' places in the line, ascending.</summary>
    public IReadOnlyList<int> Indices => _indices;

    public IReadOnlyList<ReadOnlyMemory<char>> Texts => _texts;

    /// <summary>The first of the fields found whose index is not below this one.</summary>
    public int FirstFrom(int index)
    {
        int found = _indices.BinarySearch(index);
        return found >= 0 ? found : ~found;
    }

    /// <summary>Replaces the fields by those of a line.</summary>
    /// <returns>The number of fields in the line, as far as it was read.</returns>
    public int Scan(string line)
    {
        _indices.Clear();
        _texts.Clear();
        _line = _layout.TrimWhitespace ? line.AsMemory().TrimEnd() : line.AsMemory();
        _position = 0;
        return _layout.AllowSparse ? ScanSparse() : ScanDense();
    }

    private int ScanDense()
    {
        for (int index = 0; ; index++)
        {
            bool hasMore = FetchField();
            if (!_text.IsEmpty || _layout.MissingRealsAsNaNs)
                Add(index);
            if (index >= _lastNeeded || !hasMore)
                return index + 1;
        }
    }

    /// <summary>
    /// A line's fields may end in a sparse part, "index:value" each. Where the layout does not tell the number of fields, the field
    /// before that part is the number of values it stands for. A line that breaks these rules ends where it does.
    /// </summary>
    private int ScanSparse()
    {
        int count = 0;
        bool hasMore;
        do
        {
            hasMore = FetchField();
            if (_sparseIndex >= 0)
                break;
            if (!_text.IsEmpty)
                Add(count);
            if (count++ > _lastNeeded)
                hasMore = false;
        }
        while (hasMore);
        if (_sparseIndex < 0 || !TryStartSparsePart(count, out int start, out int size))
            return Math.Max(count, _layout.InputSize);

        int previous = -1;
        while (_sparseIndex > previous && _sparseIndex < size && start + _sparseIndex <= _lastNeeded)
        {
            previous = _sparseIndex;
            if (!_text.IsEmpty)
                Add(start + _sparseIndex);
            if (!hasMore)
                break;
            hasMore = FetchField();
        }
        return start + size;
    }

    private bool TryStartSparsePart(int count, out int start, out int size)
    {
        if (_layout.InputSize > 0)
        {
            start = _indices.Count;
            size = _layout.InputSize - start;
            return true;
        }
        start = count - 1;
        size = 0;
        int last = _indices.Count - 1;
        if (last < 0 || _indices[last] != start || !TextValues.TryParseInt32(_texts[last].Span, out size) || size <= 0)
            return false;
        _indices.RemoveAt(last);
        _texts.RemoveAt(last);
        size = Math.Min(size, TextLayout.FieldLimit - start - 1);
        return true;
    }

    private void Add(int index)
    {
        _indices.Add(index);
        _texts.Add(_text);
    }

    /// <summary>Reads the next field and, before it, the index of a sparse one.</summary>
    /// <returns>Whether the line goes on behind it.</returns>
    private bool FetchField()
    {
        ReadOnlySpan<char> line = _line.Span;
        _text = default;
        _sparseIndex = -1;
        SkipSpaces(line);
        if (_layout.AllowSparse)
            ReadSparseIndex(line);
        if (_position < line.Length && line[_position] == '"' && _layout.AllowQuoting)
        {
            _position++;
            _text = TryReadQuoted(line) ? _unquoted.ToString().AsMemory() : default;
        }
        else
        {
            int start = _position;
            while (_position < line.Length && !IsSeparator(line[_position]))
                _position++;
            _text = _line[start.._position];
        }
        return _position++ < line.Length;
    }

    private void ReadSparseIndex(ReadOnlySpan<char> line)
    {
        int end = _position;
        while (end < line.Length && end < _position + 9 && char.IsAsciiDigit(line[end]))
            end++;
        if (end == _position || end >= line.Length || line[end] != ':')
            return;
        _sparseIndex = int.Parse(line[_position..end]);
        _position = end + 1;
        SkipSpaces(line);
    }

    /// <summary>Reads what is between quotes and moves to the separator behind; false if that is not as it must be.</summary>
    private bool TryReadQuoted(ReadOnlySpan<char> line)
    {
        char escape = _layout.EscapeChar;
        bool isClosed = false;
        _unquoted.Clear();
        for (; _position < line.Length && !isClosed; _position++)
        {
            bool isBeforeQuote = _position + 1 < line.Length && line[_position + 1] == '"';
            if (line[_position] == escape && isBeforeQuote)
                _unquoted.Append(line[++_position]);
            else if (line[_position] == '"')
                isClosed = true;
            else if (line[_position] == escape && _position + 1 < line.Length)
                _unquoted.Append(escape).Append(line[++_position]);
            else
                _unquoted.Append(line[_position]);
        }
        bool isClean = isClosed;
        for (; _position < line.Length && !IsSeparator(line[_position]); _position++)
            isClean &= line[_position] == ' ';
        return isClean;
    }

    private void SkipSpaces(ReadOnlySpan<char> line)
    {
        while (!_separatesBySpace && _position < line.Length && line[_position] == ' ')
            _position++;
    }

    private bool IsSeparator(char character) => Array.IndexOf(_layout.Separators, character) >= 0;
}
