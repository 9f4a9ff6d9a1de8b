using System.IO.Compression;
using LaMo.Core.Language;

namespace LaMo.Core.Tests.Language;

public class TextCorpusTests
{
    [Fact]
    public void FolderIsReadInTheOrderOfItsPaths()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.txt", "second");
        folder.Write("a.txt", "first");
        folder.Write("c/d.txt", "third");
        Assert.Equal([("first", true), ("second", true), ("third", true)], new TextCorpus(folder.Path).ReadTexts());
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData(".dz")]
    public void CompressedFilesAreUnpacked(string extension)
    {
        using var folder = new TemporaryFolder();
        string path = folder["words" + extension];
        using (var gzip = new GZipStream(File.Create(path), CompressionMode.Compress))
            gzip.Write("naïve words"u8);
        Assert.Equal([("naïve words", true)], new TextCorpus(path).ReadTexts());

        byte[] whole = File.ReadAllBytes(path);
        foreach (int place in (ReadOnlySpan<int>)[0, 10, whole.Length - 8])
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0xff;
            File.WriteAllBytes(path, damaged);
            Assert.StartsWith($"{path} is damaged", Assert.Throws<InvalidDataException>(() => new TextCorpus(folder.Path).ReadTexts().ToList()).Message);
        }
    }

    [Fact]
    public void LongDocumentIsDividedWhereNoTokenIsCut()
    {
        using var folder = new TemporaryFolder();
        using var vocabulary = new TemporaryFolder();
        TextTokenizer tokenizer = Texts.Tokenizer(vocabulary);
        string text = Texts.Sentences(70_000) + new string('x', 2_500_000) + " \n end";
        var corpus = new TextCorpus(folder.Write("long.txt", text));
        var parts = corpus.ReadTexts().ToList();
        Assert.True(parts.Count > 2);
        Assert.Equal(text, string.Concat(parts.Select(part => part.Text)));
        Assert.Equal(Enumerable.Repeat(false, parts.Count - 1).Append(true), parts.Select(part => part.EndsDocument));

        // What is before and after each cut gives the same tokens joined as apart.
        for (int i = 1; i < parts.Count; i++)
        {
            (string before, string after) = (Tail(parts[i - 1].Text), Head(parts[i].Text));
            Assert.Equal(tokenizer.Encode(before + after), [.. tokenizer.Encode(before), .. tokenizer.Encode(after)]);
        }

        static string Tail(string part) => part[^Math.Min(part.Length, 200)..];
        static string Head(string part) => part[..Math.Min(part.Length, 200)];
    }

    [Fact]
    public void MissingOrEmptyPlacesAreNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(folder.Path, Assert.Throws<FileNotFoundException>(() => new TextCorpus(folder.Path)).Message);
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => new TextCorpus(folder["nowhere"])).Message);
    }

    [Fact]
    public void FingerprintFollowsNameSizeAndTime()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.txt", "text");
        string first = new TextCorpus(path).Fingerprint();
        Assert.Equal(first, new TextCorpus(path).Fingerprint());
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
        string touched = new TextCorpus(path).Fingerprint();
        File.AppendAllText(path, "s");
        Assert.Equal(3, new HashSet<string> { first, touched, new TextCorpus(path).Fingerprint() }.Count);
    }
}
