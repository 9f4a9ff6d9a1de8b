using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>Cuts a text into the pieces that are tokenized on their own.</summary>
public abstract partial class PreTokenizer
{
    internal const int RegexTimeoutMilliseconds = 30_000;

    private static readonly RegexPreTokenizer s_wordOrPunctuation = new(WordOrPunctuationRegex(), null);
    private static readonly RegexPreTokenizer s_wordOrNonWord = new(WordOrNonWordRegex(), null);
    private static readonly RegexPreTokenizer s_whiteSpace = new(WhiteSpaceRegex(), null);

    public abstract IEnumerable<(int Offset, int Length)> PreTokenize(string text);

    public abstract IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text);

    public static PreTokenizer CreateWordOrPunctuation(IReadOnlyDictionary<string, int>? specialTokens = null)
        => specialTokens is null ? s_wordOrPunctuation : new RegexPreTokenizer(WordOrPunctuationRegex(), specialTokens);

    public static PreTokenizer CreateWordOrNonWord(IReadOnlyDictionary<string, int>? specialTokens = null)
        => specialTokens is null ? s_wordOrNonWord : new RegexPreTokenizer(WordOrNonWordRegex(), specialTokens);

    public static PreTokenizer CreateWhiteSpace(IReadOnlyDictionary<string, int>? specialTokens = null)
        => specialTokens is null ? s_whiteSpace : new RegexPreTokenizer(WhiteSpaceRegex(), specialTokens);

    [GeneratedRegex(@"\w+|[\p{P}]", RegexOptions.None, RegexTimeoutMilliseconds)]
    private static partial Regex WordOrPunctuationRegex();

    [GeneratedRegex(@"\w+|[^\w\s]+", RegexOptions.None, RegexTimeoutMilliseconds)]
    private static partial Regex WordOrNonWordRegex();

    [GeneratedRegex(@"\S+", RegexOptions.None, RegexTimeoutMilliseconds)]
    private static partial Regex WhiteSpaceRegex();
}
