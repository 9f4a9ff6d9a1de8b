using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

public sealed class RegexPreTokenizer : PreTokenizer
{
    private readonly Regex _regex;
    private readonly Regex? _specialTokens;

    public RegexPreTokenizer(Regex regex, IReadOnlyDictionary<string, int>? specialTokens)
    {
        ArgumentNullException.ThrowIfNull(regex);
        _regex = regex;
        if (specialTokens is { Count: > 0 })
            _specialTokens = new Regex(string.Join('|', specialTokens.Keys.Select(Regex.Escape)), RegexOptions.Compiled);
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
        => string.IsNullOrEmpty(text) ? [] : Split(text);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
        => text.IsEmpty ? [] : Split(text.ToString());

    private IEnumerable<(int Offset, int Length)> Split(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            // The pattern sees the text end where a special token begins, so that a look-ahead cannot reach into it.
            bool special = TryMatch(_specialTokens, text.AsSpan(start), out int specialOffset, out int specialLength);
            int end = special ? start + specialOffset : text.Length;
            while (TryMatch(_regex, text.AsSpan(start..end), out int offset, out int length))
            {
                yield return (start + offset, length);
                start += offset + length;
            }
            if (!special)
                yield break;
            yield return (end, specialLength);
            start = end + specialLength;
        }
    }

    // Each match is sought in what is left, not in the whole text: a look-behind never sees the piece before.
    private static bool TryMatch(Regex? regex, ReadOnlySpan<char> text, out int offset, out int length)
    {
        if (regex is not null)
            foreach (ValueMatch match in regex.EnumerateMatches(text))
            {
                (offset, length) = (match.Index, match.Length);
                return true;
            }
        offset = length = 0;
        return false;
    }
}
