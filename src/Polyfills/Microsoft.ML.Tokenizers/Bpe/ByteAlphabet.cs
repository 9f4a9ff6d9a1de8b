using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>
/// GPT-2's byte alphabet: every byte has a printable char, so that vocabularies can be text. The printable Latin-1
/// chars stand for themselves, the other 68 bytes for the chars from U+0100 on.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_charOfByte = CreateAlphabet();
    private static readonly Dictionary<char, byte> s_byteOfChar = Enumerable.Range(0, 256).ToDictionary(b => s_charOfByte[b], b => (byte)b);

    /// <summary>The most chars of the alphabet that a text of this length becomes.</summary>
    public static int MaxLength(int textLength) => Encoding.UTF8.GetMaxByteCount(textLength);

    /// <summary>
    /// Writes the UTF-8 bytes of a text in the alphabet, and for each the index of the char it comes from. A lone
    /// surrogate becomes the three bytes of its own code point.
    /// </summary>
    public static int Encode(ReadOnlySpan<char> text, Span<char> destination, Span<int> textIndex)
    {
        int written = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int start = written;
            uint code = text[i];
            int source = i;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                code = (uint)char.ConvertToUtf32(text[i], text[++i]);

            if (code < 0x80)
                destination[written++] = s_charOfByte[code];
            else
            {
                int continuations = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
                uint leadMark = 0xFF00u >> continuations + 1 & 0xFF;
                destination[written++] = s_charOfByte[leadMark | code >> 6 * continuations];
                for (int shift = 6 * (continuations - 1); shift >= 0; shift -= 6)
                    destination[written++] = s_charOfByte[0x80 | code >> shift & 0x3F];
            }
            textIndex[start..written].Fill(source);
        }
        return written;
    }

    /// <summary>The byte of a char of the alphabet; KeyNotFoundException for any other.</summary>
    public static byte ByteOf(char c) => s_byteOfChar[c];

    /// <summary>Appends the bytes of a token; chars outside the alphabet stand for themselves.</summary>
    public static void AppendBytes(ReadOnlySpan<char> token, List<byte> bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < token.Length;)
        {
            if (s_byteOfChar.TryGetValue(token[i], out byte b))
            {
                bytes.Add(b);
                i++;
                continue;
            }
            Rune.DecodeFromUtf16(token[i..], out Rune rune, out int charsConsumed);
            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            i += charsConsumed;
        }
    }

    private static char[] CreateAlphabet()
    {
        char[] alphabet = new char[256];
        char next = '\u0100';
        for (int b = 0; b < 256; b++)
            alphabet[b] = b is >= '!' and <= '~' or >= '¡' and <= '¬' or >= '®' and <= 'ÿ' ? (char)b : next++;
        return alphabet;
    }
}
