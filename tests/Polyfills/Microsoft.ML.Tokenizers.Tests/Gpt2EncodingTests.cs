using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

/// <summary>Ids, tokens and offsets of GPT-2, as recorded from the published encoder and the real library.</summary>
public class Gpt2EncodingTests
{
    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Ids_are_those_of_GPT2()
    {
        AssertIds("Hello world", 15496, 995);
        AssertIds(" the", 262);
        AssertIds("\n\n", 628);
        AssertIds(" Hello", 18435);
        AssertIds("  Hello  world ", 220, 18435, 220, 995, 220);
        AssertIds("a\nb\r\nc\td", 64, 198, 65, 201, 198, 66, 197, 67);
        AssertIds("😀", 47249, 222);
        AssertIds("👨‍👩‍👧", 41840, 101, 447, 235, 41840, 102, 447, 235, 41840, 100);
        AssertIds("naïve", 2616, 38776);
        AssertIds("日本語", 33768, 98, 17312, 105, 45739, 252);
        AssertIds("\0", 188);
        AssertIds("Ġthe", 128, 254, 1169);
        AssertIds("            x", [.. Enumerable.Repeat(220, 11), 2124]);
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Lone_surrogates_are_the_bytes_of_their_own_code_points()
    {
        AssertIds("\ud83d", 169, 254, 121);
        AssertIds("a\ud83db", 64, 169, 254, 121, 65);
        AssertIds("\ude00\ud83d", 169, 116, 222, 169, 254, 121);
        Assert.Equal("a\ufffd\ufffd\ufffdb", Gpt2.Tokenizer.Decode([64, 169, 254, 121, 65]));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void A_letter_outside_the_BMP_before_a_contraction_is_one_piece_with_it()
        => AssertIds("\U0001D459'd", 47728, 239, 247, 6, 67);

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Special_tokens_are_found_inside_a_text()
    {
        AssertIds("<|endoftext|>", 50256);
        AssertIds("a<|endoftext|>b", 64, 50256, 65);
        AssertIds("a <|endoftext|> b", 64, 220, 50256, 275);
        AssertIds("<|endoftext|><|endoftext|>", 50256, 50256);
        AssertIds("<|endoftext|", 27, 91, 437, 1659, 5239, 91);
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void A_special_token_must_be_known_to_the_options_and_to_the_pre_tokenizer()
    {
        BpeOptions onlyInPreTokenizer = Gpt2.Options();
        onlyInPreTokenizer.SpecialTokens = null;
        Assert.Equal([64, 27, 91, 437, 1659, 5239, 91, 29, 65], BpeTokenizer.Create(onlyInPreTokenizer).EncodeToIds("a<|endoftext|>b"));

        BpeOptions onlyInOptions = Gpt2.Options();
        onlyInOptions.PreTokenizer = new RegexPreTokenizer(new(Gpt2.Pattern), null);
        Assert.Equal([64, 27, 91, 437, 1659, 5239, 91, 29, 65], BpeTokenizer.Create(onlyInOptions).EncodeToIds("a<|endoftext|>b"));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Without_pre_tokenization_a_special_token_is_only_found_alone()
    {
        Assert.Equal([15496, 995], Gpt2.Tokenizer.EncodeToIds("Hello world", considerPreTokenization: false));
        Assert.Equal([50256], Gpt2.Tokenizer.EncodeToIds(Gpt2.EndOfText, considerPreTokenization: false));
        Assert.Equal([64, 27, 91, 437, 1659, 5239, 91, 29, 65], Gpt2.Tokenizer.EncodeToIds("a<|endoftext|>b", considerPreTokenization: false));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Tokens_carry_the_byte_alphabet_and_the_chars_they_come_from()
    {
        AssertTokens("Hello world", (15496, "Hello", 0..5), (995, "Ġworld", 5..11));
        AssertTokens("a😀b", (64, "a", 0..1), (47249, "ðŁĺ", 1..2), (222, "Ģ", 1..2), (65, "b", 3..4));
        AssertTokens("naïve", (2616, "na", 0..2), (38776, "Ã¯ve", 2..5));
        AssertTokens("日本", (33768, "æĹ", 0..1), (98, "¥", 0..1), (17312, "æľ", 1..2), (105, "¬", 1..2));
        AssertTokens("a <|endoftext|> b", (64, "a", 0..1), (220, "Ġ", 1..2), (50256, "<|endoftext|>", 2..15), (275, "Ġb", 15..17));
        AssertTokens("a\nb", (64, "a", 0..1), (198, "Ċ", 1..2), (65, "b", 2..3));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void A_maximum_stops_between_characters()
    {
        Assert.Equal([15496, 995], Gpt2.Tokenizer.EncodeToIds("Hello world again", 2, out string? normalized, out int consumed));
        Assert.Null(normalized);
        Assert.Equal(11, consumed);
        Assert.Equal([15496, 995, 757], Gpt2.Tokenizer.EncodeToIds("Hello world again", 100, out _, out consumed));
        Assert.Equal(17, consumed);
        Assert.Equal([47249], Gpt2.Tokenizer.EncodeToIds("😀", 1, out _, out consumed));
        Assert.Equal(0, consumed);
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void An_index_tells_where_so_many_tokens_end_or_begin()
    {
        Assert.Equal(11, Gpt2.Tokenizer.GetIndexByTokenCount("Hello world again", 2, out _, out int count));
        Assert.Equal(2, count);
        Assert.Equal(5, Gpt2.Tokenizer.GetIndexByTokenCountFromEnd("Hello world again", 2, out _, out count));
        Assert.Equal(2, count);
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Decoding_gives_the_text_and_skips_ids_that_do_not_exist()
    {
        Assert.Equal("Hello world", Gpt2.Tokenizer.Decode([15496, 995]));
        Assert.Equal("Hello world", Gpt2.Tokenizer.Decode([15496, 999999, 995]));
        Assert.Equal("Hello world", Gpt2.Tokenizer.Decode([15496, -1, 995]));
        Assert.Equal("", Gpt2.Tokenizer.Decode([50257]));
        Assert.Equal("Hello<|endoftext|> world", Gpt2.Tokenizer.Decode([15496, 50256, 995]));
        Assert.Equal("Hello world", Gpt2.Tokenizer.Decode([15496, 50256, 995], considerSpecialTokens: false));
        Assert.Equal("\ufffd", Gpt2.Tokenizer.Decode([47249]));
        Assert.Equal("Hello\ufffd world", Gpt2.Tokenizer.Decode([15496, 47249, 995]));
        Assert.Equal("\ufffdHello", Gpt2.Tokenizer.Decode([222, 15496]));
        Assert.Equal("’", Gpt2.Tokenizer.Decode([447, 247]));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Sentence_tokens_frame_the_text()
    {
        BpeOptions options = Gpt2.Options();
        options.BeginningOfSentenceToken = options.EndOfSentenceToken = Gpt2.EndOfText;
        BpeTokenizer tokenizer = BpeTokenizer.Create(options);

        Assert.Equal([50256, 15496, 50256], tokenizer.EncodeToIds("Hello"));
        Assert.Equal([new(50256, Gpt2.EndOfText, 0..0), new(15496, "Hello", 0..5), new(50256, Gpt2.EndOfText, 5..5)], tokenizer.EncodeToTokens("Hello", out _));
        Assert.Equal(3, tokenizer.CountTokens("Hello"));
        Assert.Empty(tokenizer.EncodeToIds(""));
        Assert.Equal("<|endoftext|>Hello<|endoftext|>", tokenizer.Decode([50256, 15496, 50256]));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Only_the_options_switch_to_bytes()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Create(SharedData.PathOf(Gpt2.VocabularyFile), SharedData.PathOf(Gpt2.MergesFile));
        Assert.False(tokenizer.ByteLevel);
        Assert.Equal([15496, 6894], tokenizer.EncodeToIds("Hello world"));
        Assert.Equal([1169], tokenizer.EncodeToIds(" the"));
        Assert.Empty(tokenizer.EncodeToIds("日"));
        Assert.Equal("Ġthe", tokenizer.Decode([262]));
        Assert.Equal([new(262, "Ġthe", 0..4)], tokenizer.EncodeToTokens("Ġthe", out _));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void The_published_files_hold_50257_tokens_and_50000_merges()
    {
        Assert.Equal(50257, Gpt2.Tokenizer.Vocabulary.Count);
        Assert.Equal(262, Gpt2.Tokenizer.Vocabulary["Ġthe"]);
        Assert.Equal(50000, Gpt2.Options().Merges!.Count());
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void Without_merges_a_text_is_its_bytes()
        => Assert.Equal([83, 71, 68], BpeTokenizer.Create(new BpeOptions(SharedData.PathOf(Gpt2.VocabularyFile)) { ByteLevel = true }).EncodeToIds("the"));

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile)]
    public void A_long_text_without_spaces_takes_no_quadratic_time()
    {
        string text = new('a', 200_000);
        IReadOnlyList<int> ids = Gpt2.Tokenizer.EncodeToIds(text);
        Assert.Equal(text, Gpt2.Tokenizer.Decode(ids));
    }

    private static void AssertIds(string text, params int[] expected)
    {
        Assert.Equal(expected, Gpt2.Tokenizer.EncodeToIds(text));
        Assert.Equal(expected, Gpt2.Tokenizer.EncodeToIds(text.AsSpan()));
        Assert.Equal(expected, Gpt2.Tokenizer.EncodeToTokens(text, out _).Select(token => token.Id));
        Assert.Equal(expected.Length, Gpt2.Tokenizer.CountTokens(text));
    }

    private static void AssertTokens(string text, params (int Id, string Value, Range Offset)[] expected)
    {
        Assert.Equal(expected.Select(token => new EncodedToken(token.Id, token.Value, token.Offset)), Gpt2.Tokenizer.EncodeToTokens(text, out string? normalized));
        Assert.Null(normalized);
    }
}
