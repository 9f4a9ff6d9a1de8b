namespace Microsoft.ML.Tokenizers;

/// <summary>Writes the pieces of one text in the vocabulary's alphabet, one after the other, and maps positions back to the text.</summary>
internal sealed class BpePiece(bool byteLevel)
{
    private char[] _chars = [];
    private int[] _textIndex = [];
    private int _length;
    private int _textLength;

    public ReadOnlySpan<char> Write(ReadOnlySpan<char> text)
    {
        if (!byteLevel)
            return text;
        int capacity = ByteAlphabet.MaxLength(text.Length);
        if (_chars.Length < capacity)
            (_chars, _textIndex) = (new char[2 * capacity], new int[2 * capacity]);
        _length = ByteAlphabet.Encode(text, _chars, _textIndex);
        _textLength = text.Length;
        return _chars.AsSpan(0, _length);
    }

    /// <summary>The position in the piece's text of a position in what was written.</summary>
    public int TextPosition(int position)
        => !byteLevel ? position : position >= _length ? _textLength : _textIndex[position];

    /// <summary>The part of the piece's text that a part of what was written comes from.</summary>
    public (int Start, int End) TextRange(int start, int end)
        => byteLevel ? (_textIndex[start], _textIndex[end - 1] + 1) : (start, end);
}
