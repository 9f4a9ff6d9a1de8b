using System.Text;
using System.Text.RegularExpressions;
using LaMo.Core.Language;

namespace LaMo.Core.Tests.Language;

public class BpeTrainingTests
{
    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 500)]
    [InlineData(3, 5000)]
    public void EqualsTrainingByCountingEverythingAnewAfterEachMerge(int seed, int size)
    {
        string text = Texts.Sentences(60, seed);
        BpeVocabulary learnt = BpeTraining.Train([text], size);
        Assert.Equal(CountAnew(text, size), learnt.Merges);
        Assert.Equal(learnt.Tokens.Count, learnt.Tokens.Distinct().Count());
        Assert.True(learnt.Tokens.Count <= size);
    }

    [Fact]
    public void EqualsItOnRunsOfOneLetterToo()
    {
        string text = string.Join(" ", Enumerable.Range(1, 40).Select(length => new string('a', length) + new string('b', length % 7)));
        Assert.Equal(CountAnew(text, 290), BpeTraining.Train([text], 290).Merges);
    }

    [Fact]
    public void TheMostFrequentPairComesFirstAndTiesGoToTheSmallerIds()
    {
        // "ab" three times, "cd" and "ce" twice each, "ax" once.
        BpeVocabulary learnt = BpeTraining.Train(["ab.ab.ab.ce.ce.cd.cd.ax"], 1000);
        Assert.Equal([("a", "b"), ("c", "d"), ("c", "e")], learnt.Merges);
        Assert.Equal(["ab", "cd", "ce", "<|endoftext|>"], learnt.Tokens.Skip(256));
        Assert.Equal(["!", "\"", "#"], learnt.Tokens.Take(3));
    }

    [Fact]
    public void DividingTheTextAtPiecesChangesNothing() =>
        Assert.Equal(BpeTraining.Train(["one two two<|endoftext|>two"], 300).Merges, BpeTraining.Train(["one", " two", " two", "two"], 300).Merges);

    [Fact]
    public void VocabularySmallerThanTheBytesIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => BpeTraining.Train(["a"], 256));

    [Fact]
    public void FilesAreGpt2sAndEncodeWhatTheyWereLearntFrom()
    {
        using var folder = new TemporaryFolder();
        TextTokenizer tokenizer = Texts.Tokenizer(folder);
        Assert.StartsWith("#version", File.ReadLines(folder["merges.txt"]).First());
        Assert.Equal(340, tokenizer.Size);
        Assert.Equal(339, tokenizer.EndOfText);

        string text = Texts.Sentences(20, seed: 9);
        IReadOnlyList<int> tokens = tokenizer.Encode(text);
        Assert.Equal(text, tokenizer.Decode(tokens));
        Assert.True(tokens.Count < Encoding.UTF8.GetByteCount(text) / 2);
        Assert.Equal([339], tokenizer.Encode("<|endoftext|>"));
    }

    /// <summary>The definition, without any bookkeeping.</summary>
    private static List<(string, string)> CountAnew(string text, int size)
    {
        const string pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
        int extra = 256;
        string[] alphabet = [.. Enumerable.Range(0, 256).Select(b => ((char)(b is > 32 and < 127 or > 160 and not 173 ? b : extra++)).ToString())];
        List<string> tokens = [.. alphabet.Order(StringComparer.Ordinal)];
        List<List<string>> pieces = [.. Regex.Matches(text, pattern).Select(piece => Encoding.UTF8.GetBytes(piece.Value).Select(b => alphabet[b]).ToList())];
        List<(string, string)> merges = [];
        while (tokens.Count < size - 1)
        {
            var best = pieces.SelectMany(piece => piece.Zip(piece.Skip(1))).GroupBy(pair => pair)
                .OrderByDescending(pair => pair.Count()).ThenBy(pair => tokens.IndexOf(pair.Key.First)).ThenBy(pair => tokens.IndexOf(pair.Key.Second)).FirstOrDefault();
            if (best is null || best.Count() < 2)
                break;
            (string left, string right) = best.Key;
            merges.Add((left, right));
            if (!tokens.Contains(left + right))
                tokens.Add(left + right);
            foreach (List<string> piece in pieces)
                for (int i = 0; i + 1 < piece.Count; i++)
                    if (piece[i] == left && piece[i + 1] == right)
                    {
                        piece[i] += right;
                        piece.RemoveAt(i + 1);
                    }
        }
        return merges;
    }
}
