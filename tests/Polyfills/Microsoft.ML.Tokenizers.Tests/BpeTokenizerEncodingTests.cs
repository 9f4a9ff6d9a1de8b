using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

public class BpeTokenizerEncodingTests
{
    [Fact]
    public void Nothing_is_encoded_as_nothing()
    {
        BpeTokenizer tokenizer = SmallVocabulary.Bytes();
        Assert.Empty(tokenizer.EncodeToIds(""));
        Assert.Empty(tokenizer.EncodeToIds((string)null!));
        Assert.Empty(tokenizer.EncodeToIds(ReadOnlySpan<char>.Empty));
        Assert.Empty(tokenizer.EncodeToTokens((string)null!, out string? normalized));
        Assert.Null(normalized);
        Assert.Equal(0, tokenizer.CountTokens((string)null!));
    }

    [Fact]
    public void Merges_apply_by_rank_and_stay_inside_a_piece()
    {
        BpeTokenizer tokenizer = SmallVocabulary.Bytes();
        Assert.Equal(
            [new(257, "the", 0..3), new(258, "Ġthe", 3..7), new(32, "Ġ", 7..8), new(258, "Ġthe", 8..12)],
            tokenizer.EncodeToTokens("the the  the", out _));
        Assert.Equal([new(260, "ðŁĺ", 0..1), new(128, "Ģ", 0..1)], tokenizer.EncodeToTokens("😀", out _));
    }

    [Fact]
    public void Special_tokens_are_set_apart()
        => Assert.Equal([97, 261, 98], SmallVocabulary.Bytes().EncodeToIds("a<end>b"));

    [Fact]
    public void Characters_outside_the_vocabulary_vanish_without_an_unknown_token()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Create(new BpeOptions(new Dictionary<string, int> { ["a"] = 0 }) { ByteLevel = true });
        Assert.Empty(tokenizer.EncodeToIds("xyz"));
        Assert.Equal([0, 0], tokenizer.EncodeToIds("axa"));
    }

    [Theory]
    [InlineData(false, 0, 1, 1, 0)]
    [InlineData(true, 0, 1, 0)]
    public void An_unknown_token_stands_for_characters_outside_the_vocabulary(bool fuse, params int[] expected)
    {
        BpeTokenizer tokenizer = BpeTokenizer.Create(new BpeOptions(new Dictionary<string, int> { ["a"] = 0, ["<unk>"] = 1 }) { UnknownToken = "<unk>", FuseUnknownTokens = fuse });
        Assert.Equal(expected, tokenizer.EncodeToIds("axxa"));
        Assert.Equal(4, tokenizer.EncodeToTokens("axxa", out _)[^1].Offset.End.Value);
    }

    [Fact]
    public void Affixes_mark_the_inside_and_the_end_of_a_word()
    {
        Dictionary<string, int> vocabulary = new() { ["a"] = 0, ["##b"] = 1, ["##c</w>"] = 2, ["ab"] = 3, ["abc</w>"] = 4, ["a</w>"] = 5 };
        BpeTokenizer tokenizer = BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = ["a ##b", "ab ##c</w>"],
            ContinuingSubwordPrefix = "##",
            EndOfWordSuffix = "</w>",
        });
        Assert.Equal([new(4, "abc</w>", 0..3), new(5, "a</w>", 4..5)], tokenizer.EncodeToTokens("abc a", out _));
        Assert.Equal("abc a", tokenizer.Decode([4, 5]));
        Assert.Equal("The merge value '##' is too short to be merged with a prefix of length 2. This implies that the merge file is either damaged or missing the prefix in its entries.",
            Assert.Throws<InvalidOperationException>(() => BpeTokenizer.Create(new BpeOptions(new Dictionary<string, int> { ["a"] = 0, ["##"] = 1 }) { Merges = ["a ##"], ContinuingSubwordPrefix = "##" })).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_maximum_must_be_positive(int max)
    {
        BpeTokenizer tokenizer = SmallVocabulary.Bytes();
        ArgumentOutOfRangeException ids = Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.EncodeToIds("", max, out _, out _));
        Assert.Equal("The maximum number of tokens must be greater than zero. (Parameter 'MaxTokenCount')", ids.Message);
        ArgumentOutOfRangeException index = Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.GetIndexByTokenCount("x", max, out _, out _));
        Assert.Equal("The maximum number of tokens must be greater than zero. (Parameter 'maxTokenCount')", index.Message);
        ArgumentOutOfRangeException fromEnd = Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.GetIndexByTokenCountFromEnd("x", max, out _, out _));
        Assert.Equal("The max token count must be greater than 0. (Parameter 'maxTokenCount')", fromEnd.Message);
    }

    [Fact]
    public void A_normalizer_comes_first_and_shows_its_text()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Create(new BpeOptions(new Dictionary<string, int> { ["a"] = 0, ["A"] = 1 }) { Normalizer = LowerCaseNormalizer.Instance });
        Assert.Equal([new(0, "a", 0..1)], tokenizer.EncodeToTokens("A", out string? normalized));
        Assert.Equal("a", normalized);
        Assert.Equal([1], tokenizer.EncodeToIds("A", considerNormalization: false));
    }

    [Fact]
    public void Settings_start_without_normalization_and_limit()
    {
        EncodeSettings settings = new();
        Assert.Equal((false, false, int.MaxValue), (settings.ConsiderNormalization, settings.ConsiderPreTokenization, settings.MaxTokenCount));
    }
}
