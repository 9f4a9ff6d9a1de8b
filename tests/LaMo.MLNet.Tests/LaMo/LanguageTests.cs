using LaMo.Core.Language;
using LaMo.Core.Language.Pretraining;
using LaMo.Core.Networks;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

public sealed class LanguageTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-language-").FullName;
    private readonly string _corpus;

    public LanguageTests()
    {
        _corpus = Path.Combine(_folder, "corpus.txt");
        File.WriteAllText(_corpus, string.Concat(Enumerable.Range(0, 400).Select(i => $"The {i % 7}th arm reaches the {i % 5}th target.\n")));
        var model = new LanguageModelOptions { Model = new Gpt2Config { Layers = 1, Heads = 2, Width = 16, Positions = 16 }, Steps = 0 };
        new LanguagePretraining(new TextCorpus(_corpus), ModelFolder, model, TimeProvider.System) { VocabularySize = 280 }.Run();
    }

    private string ModelFolder => Path.Combine(_folder, "lm");

    private string Cache => Path.Combine(_folder, "cache");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PerplexityBeforeAndAfterTrainingIsLogged()
    {
        var logged = new List<string>();
        _ml.Log += (_, message) => logged.Add(message.RawMessage);
        Fit(options => options.LanguageCorpus = _corpus);
        Assert.Single(logged, message => message.StartsWith("Perplexity on text held out before training: "));
        Assert.Single(logged, message => message.StartsWith("Perplexity on text held out after training: "));
        Assert.Single(logged, message => message.EndsWith("with weight 0.1."));
        Assert.Single(Directory.GetFiles(Cache));
    }

    [Fact]
    public void LanguageChangesWhatIsLearntUnlessItsWeightIsZero()
    {
        float[][] without = Fit(_ => { });
        Assert.Equal(without, Fit(options => (options.LanguageCorpus, options.LanguageLossWeight) = (_corpus, 0)));
        Assert.False(Directory.Exists(Cache));
        float[][] with = Fit(options => options.LanguageCorpus = _corpus);
        Assert.NotEqual(without, with);
        Assert.NotEqual(with, Fit(options => (options.LanguageCorpus, options.LanguagePositions) = (_corpus, false)));
        Assert.NotEqual(with, Fit(options => (options.LanguageCorpus, options.ShuffleLanguageTokens) = (_corpus, true)));
    }

    [Fact]
    public void SavedModelScoresTheSameInAnotherContext()
    {
        IDataView data = _ml.Load(TestSteps.Linear(9, 5, 12));
        ITransformer model = _ml.Pipeline(Options(options => options.LanguageCorpus = _corpus)).Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        ITransformer again = new MLContext().Model.Load(stream, out _);
        Assert.Equal(TestSteps.PredictedActions(model.Transform(data)), TestSteps.PredictedActions(again.Transform(data)));
    }

    [Fact]
    public void WikiRLLearnsTextBesideWithItsLengthenedPositionTable()
    {
        IDataView data = _ml.Load(TestSteps.Linear(9, 5));
        float[][] without = Fit(null);
        float[][] with = Fit(_corpus);
        Assert.NotEqual(without, with);
        Assert.Equal(with, Fit(_corpus));

        float[][] Fit(string? corpus)
        {
            var options = (WikiRLTrainer.Options)SequenceTrainers.Options("WikiRL");
            (options.PretrainedModel, options.MaxEpisodeLength, options.LanguageCorpus, options.LanguageCacheFolder, options.Seed) = (ModelFolder, 40, corpus, Cache, 1);
            ITransformer model = SequenceTrainers.Pipeline(_ml, options).Fit(data);
            using var stream = new MemoryStream();
            _ml.Model.Save(model, data.Schema, stream);
            ((IDisposable)model).Dispose();
            ITransformer loaded = new MLContext().Model.Load(stream, out _);
            float[][] predicted = TestSteps.PredictedActions(loaded.Transform(data));
            ((IDisposable)loaded).Dispose();
            return predicted;
        }
    }

    [Fact]
    public void OptionsThatDoNotGoTogetherAreNamed()
    {
        Refused("LanguageCorpus", options => (options.LanguageCorpus, options.PretrainedModel) = (_corpus, null));
        Refused("LanguageLossWeight", options => options.LanguageLossWeight = 0.1);
        Refused("LanguageLossWeight", options => (options.LanguageCorpus, options.LanguageLossWeight) = (_corpus, double.NaN));
        Refused("LanguageBatchSize", options => options.LanguageBatchSize = 0);
        Refused("LanguageBlockLength", options => options.LanguageBlockLength = 1);

        void Refused(string name, Action<LaMoTrainer.Options> set) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(Options(set))).ParamName);
    }

    [Fact]
    public void MissingCorpusOrVocabularyIsNamed()
    {
        string missing = Path.Combine(_folder, "none.txt");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => Fit(options => options.LanguageCorpus = missing)).Message);
        File.Delete(Path.Combine(ModelFolder, "merges.txt"));
        Assert.Contains("merges.txt", Assert.Throws<FileNotFoundException>(() => Fit(options => options.LanguageCorpus = _corpus)).Message);
    }

    private float[][] Fit(Action<LaMoTrainer.Options> set)
    {
        IDataView data = _ml.Load(TestSteps.Linear(9, 5, 12));
        ITransformer model = _ml.Pipeline(Options(set)).Fit(data);
        float[][] predicted = TestSteps.PredictedActions(model.Transform(data));
        (model as IDisposable)?.Dispose();
        return predicted;
    }

    private LaMoTrainer.Options Options(Action<LaMoTrainer.Options> set)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions(ModelFolder);
        options.LanguageCacheFolder = Cache;
        options.Seed = 5;
        set(options);
        return options;
    }
}
