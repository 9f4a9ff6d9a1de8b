using LaMo.Core.Checkpoints;
using LaMo.Core.Language;
using LaMo.Core.Language.Pretraining;
using LaMo.Core.Networks;
using TorchSharp;

namespace LaMo.Core.Tests.Language.Pretraining;

public sealed class LanguagePretrainingTests : IDisposable
{
    private static readonly LanguageModelOptions s_options = new()
    {
        Model = new Gpt2Config { Layers = 1, Heads = 2, Width = 16, Positions = 24, ResidualDropout = 0.1 },
        Steps = 40,
        StepsPerValidation = 10,
        BatchSize = 4,
        LearningRate = 1e-2,
        WarmupSteps = 5,
        ValidationShare = 0.1,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly string _corpus;

    public LanguagePretrainingTests() => _corpus = _folder.Write("corpus.txt", Texts.Sentences(400));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WritesAModelThatBeatsTheUnigramModelAndCanBeOpened()
    {
        LanguagePretrainingResult result = Pretraining("lm", s_options with { Steps = 150 }).Run();
        Assert.True(result.Perplexity < 0.5 * result.UnigramPerplexity, $"{result.Perplexity} against {result.UnigramPerplexity}");
        Assert.Equal(150, result.Steps);
        Assert.Equal(["README.md", "config.json", "merges.txt", "model.safetensors", "vocab.json"], Directory.GetFiles(_folder["lm"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder["lm"]);
        Assert.Equal((1, 2, 16, 24, 320), (checkpoint.Config.Layers, checkpoint.Config.Heads, checkpoint.Config.Width, checkpoint.Config.Positions, checkpoint.Config.VocabularySize));
        string card = File.ReadAllText(Path.Combine(_folder["lm"], "README.md"));
        foreach (string fact in (ReadOnlySpan<string>)["lamo pretrain --corpus", "corpus.txt", "320 tokens", "1 layers, 2 heads, 16 wide, 24 positions, float16", $"{result.Perplexity:F1}", $"{result.UnigramPerplexity:F1}", "150 of 4 x 24"])
            Assert.Contains(fact, card);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(23)]
    public void ResumedTrainingGivesTheSameFilesAsUninterrupted(int interruptedAfter)
    {
        Pretraining("whole").Run();
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Pretraining("parts").Run(report: progress =>
        {
            if (progress.Step >= interruptedAfter)
                cancellation.Cancel();
        }, cancellation: cancellation.Token));
        var steps = new List<int>();
        LanguagePretrainingResult resumed = Pretraining("parts").Run(resume: true, report: progress => steps.Add(progress.Step));
        Assert.True(steps[0] > 10);
        Assert.Equal(40, resumed.Steps);
        Assert.Equal(Weights("whole"), Weights("parts"));
    }

    [Fact]
    public void EqualSeedsGiveEqualModels()
    {
        Pretraining("a").Run();
        Pretraining("b").Run();
        Pretraining("c", s_options with { Seed = 1 }).Run();
        Assert.Equal(Weights("a"), Weights("b"));
        Assert.NotEqual(Weights("a"), Weights("c"));
    }

    [Fact]
    public void EarlyStoppedModelIsTheWholeRunsAtThatStep()
    {
        LanguagePretrainingResult early = Pretraining("early", s_options with { EarlyStopSteps = 20 }).Run();
        Assert.Equal(20, early.Steps);
        LanguagePretrainingResult whole = Pretraining("whole", s_options with { EarlyStopSteps = 30 }).Run();
        Assert.True(early.ValidationLoss > whole.ValidationLoss);

        // The schedule goes on where it was cut.
        LanguagePretrainingResult resumed = Pretraining("early", s_options with { EarlyStopSteps = 30 }).Run(resume: true);
        Assert.Equal(whole.ValidationLoss, resumed.ValidationLoss);
        Assert.Contains("stopped after 30 of 40 steps", File.ReadAllText(Path.Combine(_folder["early"], "README.md")));
    }

    [Fact]
    public void RandomWeightsKnowNothing()
    {
        LanguagePretrainingResult result = Pretraining("random", s_options with { EarlyStopSteps = 0 }).Run();
        Assert.Equal(0, result.Steps);
        Assert.InRange(result.Perplexity, 0.9 * 320, 1.1 * 320);
        Assert.Contains("random weights", File.ReadAllText(Path.Combine(_folder["random"], "README.md")));
        Gpt2Checkpoint.Open(_folder["random"]).Dispose();
    }

    [Fact]
    public void ShuffledTextTeachesWordsButNoSyntax()
    {
        LanguagePretrainingResult plain = Pretraining("plain", s_options with { Steps = 150 }).Run();
        LanguagePretrainingResult shuffled = Pretraining("shuffled", s_options with { Steps = 150, ShuffleTokens = true }).Run();
        Assert.True(shuffled.Perplexity > 2 * plain.Perplexity, $"{shuffled.Perplexity} against {plain.Perplexity}");
        Assert.Contains("shuffled", File.ReadAllText(Path.Combine(_folder["shuffled"], "README.md")));
    }

    [Fact]
    public void PatienceEndsTrainingAndTheBestModelIsKept()
    {
        // A learning rate that ruins the model as it rises.
        LanguagePretrainingResult result = Pretraining("lm", s_options with { Steps = 1000, WarmupSteps = 1000, LearningRate = 30, Patience = 2 }).Run();
        Assert.Equal(result.BestStep + 20, result.Steps);
        Assert.True(result.Steps < 1000);
    }

    [Fact]
    public void GivenVocabularyIsUsed()
    {
        using var vocabulary = new TemporaryFolder();
        TextTokenizer tokenizer = Texts.Tokenizer(vocabulary, 300);
        new LanguagePretraining(new TextCorpus(_corpus), _folder["lm"], s_options, TimeProvider.System) { VocabularyFolder = vocabulary.Path }.Run();
        Assert.Equal(tokenizer.Fingerprint, TextTokenizer.Open(_folder["lm"]).Fingerprint);
    }

    [Fact]
    public void ForeignOrDamagedStateIsRefused()
    {
        Assert.Throws<FileNotFoundException>(() => Pretraining("lm").Run(resume: true));
        Pretraining("lm").Run();
        Assert.Contains("of another run: Options.Seed is 0 there and 5 here", Assert.Throws<InvalidOperationException>(() => Pretraining("lm", s_options with { Seed = 5 }).Run(resume: true)).Message);
        string path = Path.Combine(_folder["lm"], "training", "state.bin");
        byte[] state = File.ReadAllBytes(path);
        foreach (int length in (ReadOnlySpan<int>)[0, 40, 1000, state.Length - 1])
        {
            File.WriteAllBytes(path, state[..length]);
            Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => Pretraining("lm").Run(resume: true)).Message);
        }
        state[^5] ^= 1;
        File.WriteAllBytes(path, state);
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => Pretraining("lm").Run(resume: true)).Message);
    }

    [Fact]
    public void TooLittleTextIsAnError()
    {
        string corpus = _folder.Write("short.txt", "too short");
        var pretraining = new LanguagePretraining(new TextCorpus(corpus), _folder["lm"], s_options, TimeProvider.System);
        Assert.Contains("at least 50", Assert.Throws<InvalidOperationException>(() => pretraining.Run()).Message);
    }

    [Theory]
    [InlineData("BatchSize")]
    [InlineData("LearningRate")]
    [InlineData("ValidationShare")]
    [InlineData("ResidualDropout")]
    [InlineData("EmbeddingDropout")]
    [InlineData("AttentionDropout")]
    [InlineData("LayerNormEpsilon")]
    [InlineData("InitializerRange")]
    public void OptionsOutOfRangeAreNamed(string name)
    {
        LanguageModelOptions options = name switch
        {
            "BatchSize" => s_options with { BatchSize = 0 },
            "LearningRate" => s_options with { LearningRate = double.NaN },
            "ResidualDropout" => s_options with { Model = s_options.Model with { ResidualDropout = 2 } },
            "EmbeddingDropout" => s_options with { Model = s_options.Model with { EmbeddingDropout = -1 } },
            "AttentionDropout" => s_options with { Model = s_options.Model with { AttentionDropout = double.NaN } },
            "LayerNormEpsilon" => s_options with { Model = s_options.Model with { LayerNormEpsilon = 0 } },
            "InitializerRange" => s_options with { Model = s_options.Model with { InitializerRange = double.PositiveInfinity } },
            _ => s_options with { ValidationShare = 1 },
        };
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => Pretraining("lm", options).Run()).ParamName);
        Assert.False(Directory.Exists(_folder["lm"]));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(256)]
    [InlineData(2_000_000)]
    public void VocabularySizeOutOfRangeIsNamed(int size)
    {
        var pretraining = new LanguagePretraining(new TextCorpus(_corpus), _folder["lm"], s_options, TimeProvider.System) { VocabularySize = size };
        Assert.Equal("VocabularySize", Assert.Throws<ArgumentOutOfRangeException>(() => pretraining.Run()).ParamName);
        Assert.False(Directory.Exists(_folder["lm"]));
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        Pretraining("a").Run();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var live = new HashSet<long>();
        Pretraining("b").Run(report: _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.Single(live);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private LanguagePretraining Pretraining(string name, LanguageModelOptions? options = null) =>
        new(new TextCorpus(_corpus), _folder[name], options ?? s_options, TimeProvider.System) { VocabularySize = 320, Command = "lamo pretrain --corpus corpus.txt" };

    private byte[] Weights(string name) => File.ReadAllBytes(Path.Combine(_folder[name], "model.safetensors"));
}
