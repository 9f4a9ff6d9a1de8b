using System.Runtime.InteropServices;

namespace Microsoft.ML.Tokenizers;

/// <summary>Puts UTF-16 text together from tokens that may end inside a character's UTF-8 bytes. Surrogates' own code points are let through.</summary>
internal sealed class Utf8Assembler
{
    private readonly List<byte> _bytes = [];
    private readonly List<char> _chars = [];

    /// <summary>Whether the bytes so far end inside a character.</summary>
    public bool IsPending => _bytes.Count > 0;

    /// <summary>Adds the bytes of a token in the byte alphabet; false if they are not UTF-8.</summary>
    public bool TryAdd(ReadOnlySpan<char> token)
    {
        foreach (char c in token)
            _bytes.Add(ByteAlphabet.ByteOf(c));

        Span<byte> bytes = CollectionsMarshal.AsSpan(_bytes);
        int start = 0;
        while (start < bytes.Length)
        {
            int length = bytes[start] switch { < 0x80 => 1, < 0xC0 => 0, < 0xE0 => 2, < 0xF0 => 3, < 0xF8 => 4, _ => 0 };
            if (length == 0)
                return false;
            if (start + length > bytes.Length)
                break;
            int code = length == 1 ? bytes[start] : bytes[start] & 0x7F >> length;
            foreach (byte continuation in bytes.Slice(start + 1, length - 1))
            {
                if ((continuation & 0xC0) != 0x80)
                    return false;
                code = code << 6 | continuation & 0x3F;
            }
            if (code < 0x10000)
                _chars.Add((char)code);
            else
                _chars.AddRange([(char)((code - 0x10000 >> 10) + 0xD800), (char)((code & 0x3FF) + 0xDC00)]);
            start += length;
        }
        _bytes.RemoveRange(0, start);
        return true;
    }

    /// <summary>The characters that are complete; the next call of TryAdd starts afresh.</summary>
    public ReadOnlySpan<char> TakeChars()
    {
        ReadOnlySpan<char> chars = _chars.ToArray();
        _chars.Clear();
        return chars;
    }
}
