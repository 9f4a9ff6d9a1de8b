using System.Text;
using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

/// <summary>Vocabularies small enough to follow by hand.</summary>
internal static class SmallVocabulary
{
    /// <summary>The tokens "a", "b", "ab" with the ids 0, 1, 2 and the merge of the first two.</summary>
    public const string Json = """{"a":0,"b":1,"ab":2}""";

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    public static BpeTokenizer Create(string json, string? merges)
    {
        using Stream vocabulary = Stream(json);
        using Stream? mergesStream = merges is null ? null : Stream(merges);
        return BpeTokenizer.Create(vocabulary, mergesStream);
    }

    /// <summary>All 256 bytes in GPT-2's alphabet, and the merges of "the", "Ġthe" and of the first bytes of an emoji.</summary>
    public static BpeTokenizer Bytes()
    {
        Dictionary<string, int> vocabulary = [];
        int extra = 256;
        for (int b = 0; b < 256; b++)
            vocabulary.Add(char.ToString((char)(b is > 32 and < 127 or > 160 and not 173 ? b : extra++)), b);
        string[] merges = ["t h", "th e", "Ġ the", "ð Ł", "ðŁ ĺ"];
        foreach (string merge in merges)
            vocabulary.Add(merge.Replace(" ", ""), vocabulary.Count);
        vocabulary.Add("<end>", vocabulary.Count);
        Dictionary<string, int> specials = new() { ["<end>"] = vocabulary["<end>"] };
        return BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = merges,
            ByteLevel = true,
            SpecialTokens = specials,
            PreTokenizer = new RegexPreTokenizer(new(Gpt2.Pattern), specials),
        });
    }
}
