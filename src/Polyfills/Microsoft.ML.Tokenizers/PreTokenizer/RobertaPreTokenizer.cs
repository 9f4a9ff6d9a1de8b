using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>The pieces of GPT-2 and RoBERTa, with no special token set apart.</summary>
public sealed partial class RobertaPreTokenizer : PreTokenizer
{
    private static readonly RegexPreTokenizer s_pieces = new(Pieces(), null);

    public static RobertaPreTokenizer Instance { get; } = new();

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => s_pieces.PreTokenize(text);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => s_pieces.PreTokenize(text);

    [GeneratedRegex(@"'(?:[sdmt]|ll|ve|re)| ?(?>\p{L}+)| ?(?>\p{N}+)| ?(?>[^\s\p{L}\p{N}]+)|(?>\s+)$|\s+(?!\S)|\s", RegexOptions.None, RegexTimeoutMilliseconds)]
    private static partial Regex Pieces();
}
