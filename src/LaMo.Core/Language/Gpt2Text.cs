using System.Text.RegularExpressions;

namespace LaMo.Core.Language;

/// <summary>How GPT-2 sees text: its pieces, which no token crosses, and the printable alphabet that stands for its bytes.</summary>
internal static partial class Gpt2Text
{
    /// <summary>The token between documents.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>The chars that stand for the bytes 0 to 255: printable Latin-1 for itself, the rest from U+0100 on, so that vocabularies can be text.</summary>
    public static string CharOfByte { get; } = Alphabet();

    /// <summary>GPT-2's pieces: contractions, words and numbers with the space before them, other signs, white space.</summary>
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    public static partial Regex Pieces { get; }

    private static string Alphabet()
    {
        var alphabet = new char[256];
        char next = '\u0100';
        for (int b = 0; b < alphabet.Length; b++)
            alphabet[b] = b is >= '!' and <= '~' or >= '¡' and <= '¬' or >= '®' and <= 'ÿ' ? (char)b : next++;
        return new string(alphabet);
    }
}
