using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

public class BpeTokenizerDecodingTests
{
    private static readonly BpeTokenizer s_bytes = SmallVocabulary.Bytes();
    private static readonly Config s_repeatable = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7, 11);

    [Fact]
    public void Any_text_decodes_to_itself() => Prop.ForAll<int[]>(codes =>
    {
        string text = string.Concat(codes.Select(code => new Rune((uint)code % 0x110000 is >= 0xD800 and < 0xE000 ? 'x' : (uint)code % 0x110000)));
        IReadOnlyList<int> ids = s_bytes.EncodeToIds(text);
        Assert.Equal(text, s_bytes.Decode(ids));

        char[] destination = new char[text.Length];
        Assert.Equal(OperationStatus.Done, s_bytes.Decode(ids, destination, out int consumed, out int written));
        Assert.Equal((ids.Count, text.Length), (consumed, written));
        Assert.Equal(text, new string(destination));
    }).Check(s_repeatable);

    [Fact]
    public void All_ways_of_encoding_agree() => Prop.ForAll<string>(text =>
    {
        IReadOnlyList<int> ids = s_bytes.EncodeToIds(text);
        Assert.Equal(ids, s_bytes.EncodeToIds(text.AsSpan()));
        Assert.Equal(ids, s_bytes.EncodeToTokens(text, out _).Select(token => token.Id));
        Assert.Equal(ids.Count, s_bytes.CountTokens(text));
        Assert.Equal(text?.Length ?? 0, s_bytes.GetIndexByTokenCount(text!, Math.Max(1, ids.Count), out _, out int count));
        Assert.Equal(ids.Count, count);
        Assert.Equal(0, s_bytes.GetIndexByTokenCountFromEnd(text!, Math.Max(1, ids.Count), out _, out count));
        Assert.Equal(ids.Count, count);
    }).Check(s_repeatable);

    [Fact]
    public void A_span_gets_whole_characters_only()
    {
        Assert.Equal(OperationStatus.Done, Decode([116, 104], 20, out int consumed, out string text));
        Assert.Equal((2, "th"), (consumed, text));
        Assert.Equal(OperationStatus.DestinationTooSmall, Decode([257, 258], 5, out consumed, out text));
        Assert.Equal((1, "the"), (consumed, text));
        Assert.Equal(OperationStatus.InvalidData, Decode([257, 999999], 20, out consumed, out text));
        Assert.Equal((1, "the"), (consumed, text));
        Assert.Equal(OperationStatus.Done, Decode([260], 20, out consumed, out text));
        Assert.Equal((0, ""), (consumed, text));
        Assert.Equal(OperationStatus.Done, Decode([260, 128], 20, out consumed, out text));
        Assert.Equal((2, "😀"), (consumed, text));
        Assert.Equal(OperationStatus.InvalidData, Decode([260, 257], 20, out consumed, out text));
        Assert.Equal((0, ""), (consumed, text));
        Assert.Equal(OperationStatus.InvalidData, Decode([260, 261], 20, out consumed, out _));
        Assert.Equal(0, consumed);
    }

    [Fact]
    public void Special_tokens_can_be_left_out()
    {
        Assert.Equal("a<end>b", s_bytes.Decode([97, 261, 98]));
        Assert.Equal("ab", s_bytes.Decode([97, 261, 98], considerSpecialTokens: false));
        char[] destination = new char[10];
        Assert.Equal(OperationStatus.Done, s_bytes.Decode([97, 261, 98], destination, considerSpecialTokens: false, out int consumed, out int written));
        Assert.Equal((3, "ab"), (consumed, new string(destination, 0, written)));
    }

    [Fact]
    public void Ids_must_be_given()
    {
        Assert.Equal("ids", Assert.Throws<ArgumentNullException>(() => s_bytes.Decode(null!)).ParamName);
        Assert.Equal("", s_bytes.Decode([]));
    }

    private static OperationStatus Decode(int[] ids, int capacity, out int consumed, out string text)
    {
        char[] destination = new char[capacity];
        OperationStatus status = s_bytes.Decode(ids, destination, out consumed, out int written);
        text = new string(destination, 0, written);
        return status;
    }
}
