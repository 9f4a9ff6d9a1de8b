using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

/// <summary>What vocabularies, merges and options are accepted, and how the others fail.</summary>
public class BpeTokenizerCreationTests
{
    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("#version: 0.2", 0, 1)]
    [InlineData("a b", 2)]
    [InlineData("#version: 0.2\r\na b\r\n", 2)]
    [InlineData("a b\n#version: 0.2", 2)]
    public void Merges_are_lines_of_two_tokens(string merges, params int[] expected)
        => Assert.Equal(expected, SmallVocabulary.Create(SmallVocabulary.Json, merges).EncodeToIds("ab"));

    [Fact]
    public void Merges_may_be_left_out()
        => Assert.Equal([0, 1], SmallVocabulary.Create(SmallVocabulary.Json, null).EncodeToIds("ab"));

    [Theory]
    [InlineData("# comment of some words", "Invalid merger file format at line: 1")]
    [InlineData("ab", "Invalid merger file format at line: 1")]
    [InlineData("a b\na b c", "Invalid merger file format at line: 2")]
    [InlineData("a ", "Invalid merger file format at line: 1")]
    [InlineData(" a", "Trying to merge a token '' which not exist in the vocabulary.")]
    [InlineData("x b", "Trying to merge a token 'x' which not exist in the vocabulary.")]
    [InlineData("a x", "Trying to merge a token 'x' which not exist in the vocabulary.")]
    [InlineData("b a", "Trying to merge a token 'ba' which not exist in the vocabulary.")]
    public void Other_merges_are_refused(string merges, string message)
        => Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => SmallVocabulary.Create(SmallVocabulary.Json, merges)).Message);

    [Fact]
    public void A_merge_given_twice_is_refused()
        => Assert.StartsWith("An item with the same key has already been added.", Assert.Throws<ArgumentException>(() => SmallVocabulary.Create(SmallVocabulary.Json, "a b\na b")).Message);

    [Theory]
    [InlineData("null", 0)]
    [InlineData("{}", 0)]
    [InlineData("{\"a\":-3}", 1)]
    [InlineData("{\"a\":1,\"a\":2}", 1)]
    [InlineData("\ufeff{\"a\":1}", 1)]
    public void Vocabularies_are_objects_of_ids(string json, int count)
        => Assert.Equal(count, SmallVocabulary.Create(json, null).Vocabulary.Count);

    [Theory]
    [InlineData("", "The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true. Path: $ | LineNumber: 0 | BytePositionInLine: 0.")]
    [InlineData("hello", "'h' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0.")]
    [InlineData("{\"a\":\"0\"}", "The JSON value could not be converted to System.Int32. Path: $.a | LineNumber: 0 | BytePositionInLine: 8.")]
    [InlineData("{\"a\":0.5}", "The JSON value could not be converted to System.Int32. Path: $.a | LineNumber: 0 | BytePositionInLine: 8.")]
    [InlineData("{\"a\":null}", "The JSON value could not be converted to System.Int32. Path: $.a | LineNumber: 0 | BytePositionInLine: 9.")]
    public void Other_json_is_refused(string json, string message)
        => Assert.Equal(message, Assert.Throws<JsonException>(() => SmallVocabulary.Create(json, null)).Message);

    [Fact]
    public void A_json_array_is_refused()
        => Assert.StartsWith("The JSON value could not be converted to System.Collections.Generic.Dictionary`2[", Assert.Throws<JsonException>(() => SmallVocabulary.Create("[]", null)).Message);

    [Fact]
    public void An_id_given_twice_is_refused()
    {
        const string Message = "An item with the same key has already been added. Key: [0, b]";
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => SmallVocabulary.Create("""{"a":0,"b":0}""", null)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => BpeTokenizer.Create(new BpeOptions(new Dictionary<string, int> { ["a"] = 0, ["b"] = 0 }))).Message);
    }

    [Fact]
    public void Streams_stay_open()
    {
        using MemoryStream vocabulary = SmallVocabulary.Stream(SmallVocabulary.Json), merges = SmallVocabulary.Stream("a b");
        BpeTokenizer.Create(vocabulary, merges);
        Assert.True(vocabulary.CanRead && merges.CanRead);
        Assert.Throws<JsonException>(() => BpeTokenizer.Create(vocabulary, null));
    }

    [Fact]
    public async Task Streams_are_read_asynchronously()
    {
        using MemoryStream vocabulary = SmallVocabulary.Stream(SmallVocabulary.Json), merges = SmallVocabulary.Stream("#version: 0.2\na b");
        BpeTokenizer tokenizer = await BpeTokenizer.CreateAsync(vocabulary, merges);
        Assert.Equal([2, 0], tokenizer.EncodeToIds("aba"));
    }

    [Fact]
    public void Missing_arguments_and_files_are_named()
    {
        Assert.Equal("vocabStream", Assert.Throws<ArgumentNullException>(() => BpeTokenizer.Create((Stream)null!, null)).ParamName);
        Assert.Equal("vocabFile", Assert.Throws<ArgumentNullException>(() => BpeTokenizer.Create((string)null!, null)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => BpeTokenizer.Create((BpeOptions)null!)).ParamName);
        Assert.Equal("vocabFile", Assert.Throws<ArgumentNullException>(() => new BpeOptions((string)null!)).ParamName);
        Assert.Equal("vocabulary", Assert.Throws<ArgumentNullException>(() => new BpeOptions((IEnumerable<KeyValuePair<string, int>>)null!)).ParamName);
        Assert.Equal("Could not find the vocabulary file 'nope.json'.", Assert.Throws<ArgumentException>(() => new BpeOptions("nope.json")).Message);
        Assert.Throws<FileNotFoundException>(() => BpeTokenizer.Create("nope.json", null));
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Equal("The vocabulary cannot be empty.", Refused(new BpeOptions(new Dictionary<string, int>())));
        Assert.Equal("Trying to merge a token 'x' which not exist in the vocabulary.", Refused(Options(["x b"])));
        Assert.Equal("Trying to merge a token '#version:' which not exist in the vocabulary.", Refused(Options(["#version: 0.2"])));
        Assert.Equal("Invalid merger file format", Refused(Options(["ab"])));
        Assert.Equal("The merge entries cannot be null.", Refused(Options([null!])));

        BpeOptions unknown = Options([]);
        unknown.UnknownToken = "<unk>";
        Assert.Equal("Unknown Token '<unk>' was not present in 'Vocabulary'.", Refused(unknown));
    }

    [Fact]
    public void A_missing_sentence_token_is_noticed_only_beside_special_tokens()
    {
        BpeOptions options = Options([]);
        options.BeginningOfSentenceToken = "<s>";
        Assert.Equal([0, 0], BpeTokenizer.Create(options).EncodeToIds("a"));

        options.SpecialTokens = new Dictionary<string, int> { ["x"] = 9 };
        Assert.Equal("The beginning of sentence token '<s>' was not present in the vocabulary.", Refused(options));

        options.BeginningOfSentenceToken = null;
        options.EndOfSentenceToken = "</s>";
        Assert.Equal("The end of sentence token '</s>' was not present in the vocabulary.", Refused(options));
    }

    [Fact]
    public void Properties_tell_what_the_tokenizer_was_made_of()
    {
        BpeTokenizer plain = SmallVocabulary.Create(SmallVocabulary.Json, "a b");
        Assert.False(plain.ByteLevel);
        Assert.IsType<RegexPreTokenizer>(plain.PreTokenizer);
        Assert.Null(plain.SpecialTokens);
        Assert.Null(plain.UnknownToken);
        Assert.Null(plain.Normalizer);
        Assert.Same(plain.Vocabulary, plain.Vocabulary);
        Assert.Equal(3, plain.Vocabulary.Count);

        BpeTokenizer bytes = SmallVocabulary.Bytes();
        Assert.True(bytes.ByteLevel);
        Assert.Equal("<end>", Assert.Single(bytes.SpecialTokens!).Key);
        Assert.Null(bytes.BeginningOfSentenceToken);
        Assert.Null(bytes.ContinuingSubwordPrefix);
        Assert.Null(bytes.EndOfWordSuffix);
        Assert.False(bytes.FuseUnknownTokens);
    }

    private static BpeOptions Options(IEnumerable<string> merges)
        => new(new Dictionary<string, int> { ["a"] = 0, ["b"] = 1, ["ab"] = 2 }) { Merges = merges };

    private static string Refused(BpeOptions options) => Assert.Throws<InvalidOperationException>(() => BpeTokenizer.Create(options)).Message;
}
