using LaMo.Core.Language;
using LaMo.Tests;

namespace LaMo.Core.Tests.Language;

public class TextTokenizerTests
{
    [SharedDataFact("data/gpt2_vocab.json", "data/gpt2_merges.txt")]
    public void Gpt2sVocabularyGivesGpt2sTokens()
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedData.PathOf("data/gpt2_vocab.json"), folder["vocab.json"]);
        File.Copy(SharedData.PathOf("data/gpt2_merges.txt"), folder["merges.txt"]);
        TextTokenizer tokenizer = TextTokenizer.Open(folder.Path);
        Assert.Equal(50257, tokenizer.Size);
        Assert.Equal([15496, 995], tokenizer.Encode("Hello world"));
        Assert.Equal([64, 220, 220, 275], tokenizer.Encode("a   b"));
        Assert.Equal([64, 50256, 65], tokenizer.Encode("a<|endoftext|>b"));
    }

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")]
    public void MissingFileIsNamed(string missing)
    {
        using var folder = new TemporaryFolder();
        Texts.Tokenizer(folder);
        File.Delete(folder[missing]);
        Assert.Contains(folder[missing], Assert.Throws<FileNotFoundException>(() => TextTokenizer.Open(folder.Path)).Message);
    }

    [Theory]
    [InlineData("{\"a\":0")]
    [InlineData("[1, 2]")]
    [InlineData("{\"a\":0}")]
    [InlineData("null")]
    [InlineData("")]
    public void DamagedVocabularyIsRefused(string json)
    {
        using var folder = new TemporaryFolder();
        Texts.Tokenizer(folder);
        folder.Write("vocab.json", json);
        Assert.Contains(folder.Path, Assert.Throws<InvalidDataException>(() => TextTokenizer.Open(folder.Path)).Message);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 20)]
    public void IdThatNoVocabularyHasIsRefused(int id)
    {
        using var folder = new TemporaryFolder();
        Texts.Tokenizer(folder);
        folder.Write("vocab.json", File.ReadAllText(folder["vocab.json"]).Replace("\"<|endoftext|>\":339", $"\"<|endoftext|>\":{id}"));
        string message = Assert.Throws<InvalidDataException>(() => TextTokenizer.Open(folder.Path)).Message;
        Assert.StartsWith($"{folder["vocab.json"]}: the token '<|endoftext|>' has the id {id};", message);
    }

    [Fact]
    public void FingerprintFollowsBothFiles()
    {
        using var folder = new TemporaryFolder();
        string first = Texts.Tokenizer(folder).Fingerprint;
        Assert.Equal(first, TextTokenizer.Open(folder.Path).Fingerprint);
        Assert.NotEqual(first, Texts.Tokenizer(folder, 339).Fingerprint);
    }
}
