using LaMo.Core.Language;
using LaMo.Core.Language.Pretraining;
using LaMo.Core.Networks;

namespace LaMo.MLNet.Tests;

/// <summary>A corpus and a language model with its vocabulary, whose weights are random, in a folder of their own.</summary>
public sealed class SmallLanguage : IDisposable
{
    public SmallLanguage()
    {
        Corpus = Path.Combine(Folder, "corpus.txt");
        File.WriteAllText(Corpus, string.Concat(Enumerable.Range(0, 400).Select(i => $"The {i % 7}th arm reaches the {i % 5}th target.\n")));
        var model = new LanguageModelOptions { Model = new Gpt2Config { Layers = 1, Heads = 2, Width = 16, Positions = 16 }, Steps = 0 };
        new LanguagePretraining(new TextCorpus(Corpus), Model, model, TimeProvider.System) { VocabularySize = 280 }.Run();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("lamo-language-").FullName;

    public string Corpus { get; }

    public string Model => Path.Combine(Folder, "lm");

    public string Cache => Path.Combine(Folder, "cache");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
