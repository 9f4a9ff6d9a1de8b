using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

/// <summary>GPT-2's published vocabulary, where it is present, and the construction that gives its ids.</summary>
internal static class Gpt2
{
    public const string VocabularyFile = "data/gpt2_vocab.json";
    public const string MergesFile = "data/gpt2_merges.txt";
    public const string Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    public const string EndOfText = "<|endoftext|>";
    public const int EndOfTextId = 50256;

    private static readonly Lazy<BpeTokenizer> s_tokenizer = new(() => BpeTokenizer.Create(Options()));

    public static BpeTokenizer Tokenizer => s_tokenizer.Value;

    public static IReadOnlyDictionary<string, int> Specials { get; } = new Dictionary<string, int> { [EndOfText] = EndOfTextId };

    public static BpeOptions Options() => new(SharedData.PathOf(VocabularyFile), SharedData.PathOf(MergesFile))
    {
        ByteLevel = true,
        PreTokenizer = new RegexPreTokenizer(new Regex(Pattern, RegexOptions.Compiled), Specials),
        SpecialTokens = Specials,
    };
}
