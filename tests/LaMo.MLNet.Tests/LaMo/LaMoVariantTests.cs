using System.IO.Compression;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace LaMo.MLNet.Tests;

/// <summary>The variants of the network that the options choose.</summary>
public class LaMoVariantTests(SmallLanguage language) : IClassFixture<SmallLanguage>
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string, Action<LaMoTrainer.Options>> Variants => new()
    {
        { "no LoRA, layer norms", options => options.Adaptation = new Adaptation { Lora = null, LayerNorms = true } },
        { "attention and feed-forward", options => options.Adaptation = new Adaptation { Attention = true, FeedForward = true } },
        { "last block", options => options.Adaptation = new Adaptation { LastBlocks = 1 } },
        { "frozen transformer", options => options.Adaptation = Adaptation.Frozen },
        { "frozen surroundings", options => options.Adaptation = new Adaptation { EmbeddersAndHead = false } },
        { "fine-tuning", options => options.Adaptation = Adaptation.FineTuning },
        { "LoRA's own values", options => options.Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 3, Alpha = 5, Dropout = 0.25 } } },
        { "linear embedders", options => options.MlpEmbedding = false },
        { "no tanh", options => (options.MlpEmbedding, options.ActionTanh) = (false, false) },
        { "layer norm after time", options => options.NormalizeBeforeTime = false },
        { "shared projections", options => (options.MlpEmbedding, options.SharedProjections) = (false, true) },
        { "trained position table", options => (options.ExtendPositions, options.Adaptation) = (true, new Adaptation { PositionTable = true }) },
        { "ReLU", options => options.Activation = Gpt2Activation.Relu },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void VariantDiffersFromTheDefaultAndSurvivesTheModelFile(string name, Action<LaMoTrainer.Options> choose)
    {
        IDataView data = _ml.Load(TestSteps.Linear(6, 6));
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        choose(options);
        ITransformer model = _ml.Pipeline(options).Fit(data);
        float[][] predicted = TestSteps.PredictedActions(model.Transform(data));

        byte[] file = Save(model, data);
        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(file), out _);
        Assert.Equal(predicted, TestSteps.PredictedActions(loaded.Transform(data)));
        Assert.Equal(Config(file), Config(Save(loaded, data)));
        Assert.False(Default(data).SequenceEqual(predicted.SelectMany(action => action)), name);
    }

    /// <summary>What the losses of actions and of text have in common with what is trained differs.</summary>
    public static TheoryData<string, Action<LaMoTrainer.Options>> LanguageVariants => new()
    {
        { "LoRA", _ => { } },
        { "token embedding alone", options => options.Adaptation = new Adaptation { Lora = null, TokenEmbedding = true, EmbeddersAndHead = false } },
        { "token embedding alone, bfloat16", options => (options.Adaptation, options.Precision) = (new Adaptation { Lora = null, TokenEmbedding = true, EmbeddersAndHead = false }, Precision.BFloat16) },
        { "token embedding alone, validation", options => (options.Adaptation, options.ValidationFraction) = (new Adaptation { Lora = null, TokenEmbedding = true, EmbeddersAndHead = false }, 0.3) },
        { "token embedding alone, a few windows", options => (options.Adaptation, options.BatchSize) = (new Adaptation { Lora = null, TokenEmbedding = true, EmbeddersAndHead = false }, 4) },
        { "token embedding alone, gradient checkpointing", options => (options.Adaptation, options.GradientCheckpointing) = (new Adaptation { Lora = null, TokenEmbedding = true, EmbeddersAndHead = false }, true) },
        { "position table alone", options => options.Adaptation = new Adaptation { Lora = null, PositionTable = true, EmbeddersAndHead = false } },
        { "token embedding and surroundings", options => options.Adaptation = new Adaptation { Lora = null, TokenEmbedding = true } },
        { "layer norms alone", options => options.Adaptation = new Adaptation { Lora = null, LayerNorms = true, EmbeddersAndHead = false } },
    };

    [Theory]
    [MemberData(nameof(LanguageVariants))]
    public void VariantLearnsTextBeside(string name, Action<LaMoTrainer.Options> choose)
    {
        var logged = new List<string>();
        (TrainingProgress last, float[][] predicted) = FitWithText(choose, logged);
        Assert.True(last.Loss > 0 && double.IsFinite(last.Loss), name);
        string[] perplexity = [.. logged.Where(message => message.StartsWith("Perplexity", StringComparison.Ordinal)).Select(message => message[(message.LastIndexOf(' ') + 1)..])];
        Assert.Equal(2, perplexity.Length);
        Assert.NotEqual(perplexity[0], perplexity[1]);
        Assert.All(predicted, action => Assert.All(action, value => Assert.True(float.IsFinite(value))));
        Assert.DoesNotContain(logged, message => message.Contains("no effect"));
    }

    [Fact]
    public void TextThatTeachesNothingIsStillRead()
    {
        var logged = new List<string>();
        Action<LaMoTrainer.Options> choose = options => (options.Adaptation, options.LanguagePositions) = (new Adaptation { Lora = null, PositionTable = true }, false);
        (TrainingProgress last, float[][] predicted) = FitWithText(choose, logged);
        Assert.True(last.Loss > 0 && double.IsFinite(last.Loss));
        Assert.Equal(2, logged.Count(message => message.StartsWith("Perplexity", StringComparison.Ordinal)));
        Assert.Single(logged, message => message.StartsWith("Adaptation.PositionTable has no effect", StringComparison.Ordinal));
    }

    [Fact]
    public void AdaptationWithoutEffectIsWarnedAbout()
    {
        Assert.StartsWith("Adaptation.TokenEmbedding has no effect", Assert.Single(Warnings(options => options.Adaptation = new Adaptation { TokenEmbedding = true })));
        Assert.StartsWith("Adaptation.PositionTable has no effect", Assert.Single(Warnings(options => options.Adaptation = new Adaptation { PositionTable = true })));
        Assert.Empty(Warnings(options => (options.Adaptation, options.ExtendPositions) = (new Adaptation { PositionTable = true }, true)));
        Assert.Empty(Warnings(_ => { }));

        static List<string> Warnings(Action<LaMoTrainer.Options> choose)
        {
            var ml = new MLContext(seed: 1);
            var warnings = new List<string>();
            ml.Log += (_, message) =>
            {
                if (message.Kind == ChannelMessageKind.Warning)
                    warnings.Add(message.RawMessage);
            };
            LaMoTrainer.Options options = TestSteps.SmallOptions();
            choose(options);
            ((IDisposable)ml.Pipeline(options).Fit(ml.Load(TestSteps.Linear(6)))).Dispose();
            return warnings;
        }
    }

    private (TrainingProgress Last, float[][] Predicted) FitWithText(Action<LaMoTrainer.Options> choose, List<string> logged)
    {
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) => logged.Add(message.RawMessage);
        IDataView data = ml.Load(TestSteps.Linear(9, 5, 12));
        LaMoTrainer.Options options = TestSteps.SmallOptions(language.Model);
        (options.LanguageCorpus, options.LanguageCacheFolder, options.Seed) = (language.Corpus, language.Cache, 5);
        var reported = new Reported();
        options.Progress = reported;
        choose(options);
        ITransformer model = ml.Pipeline(options).Fit(data);
        float[][] predicted = TestSteps.PredictedActions(model.Transform(data));
        ((IDisposable)model).Dispose();
        return (reported.Last, predicted);
    }

    private sealed class Reported : IProgress<TrainingProgress>
    {
        public TrainingProgress Last { get; private set; }

        public void Report(TrainingProgress value) => Last = value;
    }

    private byte[] Save(ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }

    private static string Config(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.FullName.Replace('\\', '/').EndsWith("Transform_002/Config.json", StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<float> Default(IDataView data) => TestSteps.PredictedActions(new MLContext(seed: 1).Pipeline().Fit(data).Transform(data)).SelectMany(action => action);
}
