using Microsoft.ML;

namespace LaMo.MLNet.Tests;

public sealed class LanguageTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly SmallLanguage _language = new();

    public void Dispose() => _language.Dispose();

    [Fact]
    public void PerplexityBeforeAndAfterTrainingIsLogged()
    {
        var logged = new List<string>();
        _ml.Log += (_, message) => logged.Add(message.RawMessage);
        (string before, string after) = Perplexities(options => options.LanguageCorpus = _language.Corpus);
        Assert.Single(logged, message => message.EndsWith("with weight 0.1."));
        Assert.Single(Directory.GetFiles(_language.Cache));

        // What the paper compares it with: a transformer that only acts.
        logged.Clear();
        (string beforeToo, string forgetful) = Perplexities(options => (options.LanguageCorpus, options.LanguageLossWeight) = (_language.Corpus, 0));
        Assert.Equal(before, beforeToo);
        Assert.NotEqual(after, forgetful);

        (string, string) Perplexities(Action<LaMoTrainer.Options> set)
        {
            Fit(set);
            return (Logged("before"), Logged("after"));
        }

        string Logged(string when) => Assert.Single(logged, message => message.StartsWith($"Perplexity on text held out {when} training: "));
    }

    [Fact]
    public void LanguageChangesWhatIsLearntUnlessItsWeightIsZero()
    {
        Fit(_ => { });
        Assert.False(Directory.Exists(_language.Cache));
        string other = Path.Combine(_language.Folder, "other.txt");
        File.WriteAllText(other, string.Concat(Enumerable.Repeat("Nothing of an arm.\n", 300)));
        float[][] measured = Fit(options => (options.LanguageCorpus, options.LanguageLossWeight) = (_language.Corpus, 0));
        Assert.Equal(measured, Fit(options => (options.LanguageCorpus, options.LanguageLossWeight, options.LanguageBatchSize) = (other, 0, 3)));
        float[][] with = Fit(options => options.LanguageCorpus = _language.Corpus);
        Assert.NotEqual(measured, with);
        Assert.NotEqual(with, Fit(options => options.LanguageCorpus = other));
        Assert.NotEqual(with, Fit(options => (options.LanguageCorpus, options.LanguagePositions) = (_language.Corpus, false)));
        Assert.NotEqual(with, Fit(options => (options.LanguageCorpus, options.ShuffleLanguageTokens) = (_language.Corpus, true)));
    }

    [Fact]
    public void SavedModelScoresTheSameInAnotherContext()
    {
        IDataView data = _ml.Load(TestSteps.Linear(9, 5, 12));
        ITransformer model = _ml.Pipeline(Options(options => options.LanguageCorpus = _language.Corpus)).Fit(data);
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
        float[][] with = Fit(_language.Corpus);
        Assert.NotEqual(without, with);
        Assert.Equal(with, Fit(_language.Corpus));

        float[][] Fit(string? corpus)
        {
            var options = (WikiRLTrainer.Options)SequenceTrainers.Options("WikiRL");
            (options.PretrainedModel, options.MaxEpisodeLength, options.LanguageCorpus, options.LanguageCacheFolder, options.Seed) = (_language.Model, 40, corpus, _language.Cache, 1);
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
        Refused("LanguageCorpus", options => (options.LanguageCorpus, options.PretrainedModel) = (_language.Corpus, null));
        Refused("LanguageLossWeight", options => options.LanguageLossWeight = 0.1);
        Refused("LanguageLossWeight", options => (options.LanguageCorpus, options.LanguageLossWeight) = (_language.Corpus, double.NaN));
        Refused("LanguageBatchSize", options => options.LanguageBatchSize = 0);
        Refused("LanguageBlockLength", options => options.LanguageBlockLength = 1);

        void Refused(string name, Action<LaMoTrainer.Options> set) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => _ml.OfflineRL().Trainers.LaMo(Options(set))).ParamName);
    }

    [Fact]
    public void MissingCorpusOrVocabularyIsNamed()
    {
        string missing = Path.Combine(_language.Folder, "none.txt");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => Fit(options => options.LanguageCorpus = missing)).Message);
        File.Delete(Path.Combine(_language.Model, "merges.txt"));
        Assert.Contains("merges.txt", Assert.Throws<FileNotFoundException>(() => Fit(options => options.LanguageCorpus = _language.Corpus)).Message);
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
        LaMoTrainer.Options options = TestSteps.SmallOptions(_language.Model);
        options.LanguageCacheFolder = _language.Cache;
        options.Seed = 5;
        set(options);
        return options;
    }
}
