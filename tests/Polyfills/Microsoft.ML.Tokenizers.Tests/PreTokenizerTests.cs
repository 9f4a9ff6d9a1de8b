using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

public class PreTokenizerTests
{
    [Fact]
    public void A_regex_splits_around_special_tokens()
    {
        RegexPreTokenizer tokenizer = new(new Regex(Gpt2.Pattern), Gpt2.Specials);
        AssertPieces(tokenizer, "a<|endoftext|> b", (0, 1), (1, 13), (14, 2));
        AssertPieces(tokenizer, "");
        Assert.Empty(tokenizer.PreTokenize((string)null!));
        Assert.Equal("regex", Assert.Throws<ArgumentNullException>(() => new RegexPreTokenizer(null!, null)).ParamName);
    }

    [Fact]
    public void What_the_regex_skips_is_dropped()
        => AssertPieces(new RegexPreTokenizer(new Regex(@"\w+"), null), "a  b", (0, 1), (3, 1));

    [Fact]
    public void Of_overlapping_special_tokens_the_first_wins()
        => AssertPieces(new RegexPreTokenizer(new Regex("."), new Dictionary<string, int> { ["<a>"] = 0, ["<a>b"] = 1 }), "<a>b", (0, 3), (3, 1));

    [Fact]
    public void Ready_made_splitters()
    {
        AssertPieces(PreTokenizer.CreateWordOrNonWord(), "Hello, world! a_b", (0, 5), (5, 1), (7, 5), (12, 1), (14, 3));
        AssertPieces(PreTokenizer.CreateWordOrPunctuation(), "Hello, world! $5 a_b", (0, 5), (5, 1), (7, 5), (12, 1), (15, 1), (17, 3));
        AssertPieces(PreTokenizer.CreateWhiteSpace(), " Hello, world! ", (1, 6), (8, 6));
        AssertPieces(RobertaPreTokenizer.Instance, " Hello, world!  x", (0, 6), (6, 1), (7, 6), (13, 1), (14, 1), (15, 2));
        AssertPieces(PreTokenizer.CreateWhiteSpace(Gpt2.Specials), "a<|endoftext|>b c", (0, 1), (1, 13), (14, 1), (16, 1));
    }

    [Fact]
    public void Normalizers_change_the_case()
    {
        Assert.Equal("straße ä", LowerCaseNormalizer.Instance.Normalize("STRAßE Ä"));
        Assert.Equal("ÉA", UpperCaseNormalizer.Instance.Normalize("éa".AsSpan()));
    }

    private static void AssertPieces(PreTokenizer tokenizer, string text, params (int, int)[] expected)
    {
        Assert.Equal(expected, tokenizer.PreTokenize(text));
        Assert.Equal(expected, tokenizer.PreTokenize(text.AsSpan()));
    }
}
