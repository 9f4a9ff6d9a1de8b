using LaMo.Core.Language;

namespace LaMo.Core.Tests.Language;

public sealed class TokenFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();
    private readonly TemporaryFolder _vocabulary = new();
    private readonly TextTokenizer _tokenizer;

    public TokenFileTests()
    {
        _tokenizer = Texts.Tokenizer(_vocabulary);
        _folder.Write("a.txt", Texts.Sentences(50));
        _folder.Write("b.txt", "the end");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
        _vocabulary.Dispose();
    }

    [Fact]
    public void HoldsEveryDocumentAndTheTokenAfterIt() => Assert.Equal(
        [.. _tokenizer.Encode(Texts.Sentences(50)), _tokenizer.EndOfText, .. _tokenizer.Encode("the end"), _tokenizer.EndOfText],
        Tokens());

    [Fact]
    public void IsWrittenOnce()
    {
        Tokens();
        string path = Assert.Single(Directory.GetFiles(_cache.Path));
        DateTime written = File.GetLastWriteTimeUtc(path);
        Tokens();
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public async Task ThreadsThatOpenItAtOnceGetTheSameFile()
    {
        for (int repetition = 0; repetition < 5; repetition++)
        {
            File.AppendAllText(_folder["b.txt"], ".");
            using var start = new Barrier(4);
            int[][] all = await Task.WhenAll(Enumerable.Range(0, start.ParticipantCount).Select(_ => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return Tokens();
            }, TaskCreationOptions.LongRunning)));
            Assert.All(all, tokens => Assert.Equal(all[0], tokens));
            Assert.Equal(repetition + 1, Directory.GetFiles(_cache.Path).Length);
        }
    }

    [Fact]
    public void ChangedCorpusOrVocabularyIsTokenizedAnew()
    {
        int[] first = Tokens();
        File.AppendAllText(_folder["b.txt"], " of it");
        int[] longer = Tokens();
        Assert.Equal([.. first[..^1], .. _tokenizer.Encode(" of it"), _tokenizer.EndOfText], longer);

        TextTokenizer coarser = Texts.Tokenizer(_vocabulary, 300);
        using TokenFile file = TokenFile.Open(new TextCorpus(_folder.Path), coarser, _cache.Path);
        Assert.True(file.Count > longer.Length);
    }

    [Fact]
    public void DamageIsRepaired()
    {
        int[] tokens = Tokens();
        string path = Assert.Single(Directory.GetFiles(_cache.Path));
        byte[] whole = File.ReadAllBytes(path);
        foreach (int place in (ReadOnlySpan<int>)[0, 9, 50, 80, whole.Length - 1])
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 1;
            File.WriteAllBytes(path, damaged);
            Assert.Equal(tokens, Tokens());
            Assert.Equal(whole, File.ReadAllBytes(path));
        }
        foreach (int length in (ReadOnlySpan<int>)[0, 7, 72, 100, whole.Length - 4])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Equal(tokens, Tokens());
        }
    }

    [Fact]
    public void CancelledTokenizingLeavesNothing()
    {
        Assert.Throws<OperationCanceledException>(() => TokenFile.Open(new TextCorpus(_folder.Path), _tokenizer, _cache.Path, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetFiles(_cache.Path));
    }

    [Fact]
    public void ReadingBeyondTheTokensIsRefused()
    {
        using TokenFile file = TokenFile.Open(new TextCorpus(_folder.Path), _tokenizer, _cache.Path);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(file.Count - 1, new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(-1, new int[2]));
    }

    [Fact]
    public void BlocksFollowOneAnother()
    {
        using TokenFile file = TokenFile.Open(new TextCorpus(_folder.Path), _tokenizer, _cache.Path);
        var blocks = new TextBlocks(file, 16);
        int[] joined = new int[blocks.Count * 16];
        for (int i = 0; i < blocks.Count; i++)
            blocks.Read(i, joined.AsSpan(i * 16, 16));
        Assert.Equal(Tokens()[..joined.Length], joined);
        Assert.Equal(file.Count / 16, blocks.Count);
    }

    [Fact]
    public void ShuffledBlocksKeepTheirTokensButNotTheirOrder()
    {
        using TokenFile file = TokenFile.Open(new TextCorpus(_folder.Path), _tokenizer, _cache.Path);
        var (plain, shuffled) = (new TextBlocks(file, 64), new TextBlocks(file, 64, shuffled: true));
        int[] block = new int[64], mixed = new int[64], again = new int[64];
        for (int i = 0; i < plain.Count; i++)
        {
            plain.Read(i, block);
            shuffled.Read(i, mixed);
            shuffled.Read(i, again);
            Assert.Equal(block.Order(), mixed.Order());
            Assert.NotEqual(block, mixed);
            Assert.Equal(mixed, again);
        }
    }

    private int[] Tokens()
    {
        using TokenFile file = TokenFile.Open(new TextCorpus(_folder.Path), _tokenizer, _cache.Path);
        int[] tokens = new int[file.Count];
        file.Read(0, tokens);
        return tokens;
    }
}
