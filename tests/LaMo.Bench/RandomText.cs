using LaMo.Core.Language;

namespace LaMo.Bench;

/// <summary>The tokens of random text in a temporary folder; which they are does not change what reading them costs.</summary>
internal sealed class RandomText : IDisposable
{
    private const int Length = 100_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lamo-bench-");

    public RandomText()
    {
        var random = new Random(0);
        string corpus = Path.Combine(_folder.FullName, "corpus.txt");
        string text = string.Concat(Enumerable.Range(0, Length).Select(_ => (char)random.Next(' ', '~')));
        File.WriteAllText(corpus, text);
        BpeTraining.Train([text], size: 300).Save(_folder.FullName);
        Tokens = TokenFile.Open(new TextCorpus(corpus), TextTokenizer.Open(_folder.FullName), _folder.FullName);
    }

    public TokenFile Tokens { get; }

    public void Dispose()
    {
        Tokens.Dispose();
        _folder.Delete(recursive: true);
    }
}
