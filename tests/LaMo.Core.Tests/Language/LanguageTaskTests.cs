using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Language;

public sealed class LanguageTaskTests : IDisposable
{
    private const int Seed = 3;

    private static readonly TrainingOptions s_options = new() { Steps = 20, BatchSize = 8, LearningRate = 3e-3, TransformerLearningRate = 3e-3, WarmupSteps = 4, WeightDecay = 0.01 };

    private readonly TemporaryFolder _folder = new();
    private readonly TokenFile _text;
    private readonly DecisionTransformerConfig _config;

    public LanguageTaskTests()
    {
        TextTokenizer tokenizer = Texts.Tokenizer(_folder);
        _text = TokenFile.Open(new TextCorpus(_folder.Write("text/a.txt", Texts.Sentences(300))), tokenizer, _folder["cache"]);
        _config = SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { VocabularySize = tokenizer.Size, Positions = 32 } };
    }

    public void Dispose()
    {
        _text.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0.1, true, 2)]
    [InlineData(1, false, 2)]
    // More tokens than are scored at a time.
    [InlineData(1, true, 20)]
    public void StepDescendsTheActionLossPlusTheWeightedLanguageLoss(double weight, bool addPositions, int texts)
    {
        using DisposeScope scope = NewDisposeScope();
        TrajectoryDataset data = Datasets.Linear();
        var random = new SplitMix64(Seed);
        torch.random.manual_seed(Seed);
        using var network = new DecisionTransformer(_config, new DropoutGenerator(Seed));
        var batch = new WindowBatch(s_options.BatchSize, _config.ContextLength, 3, 2);
        int steps = new WindowSampler(data, random).Fill(batch);
        var blocks = new TextBlocks(_text, 32);
        Tensor text = new TextSampler(blocks, blocks.Count - Math.Max(1, blocks.Count / 100), random).Next(texts);

        long[] shape = [batch.Size, batch.ContextLength];
        Tensor actions = tensor(batch.Actions, [.. shape, 2]), mask = tensor(batch.Mask, shape);
        Tensor predicted = network.PredictAll(tensor(batch.States, [.. shape, 3]), actions, tensor(batch.ReturnsToGo, shape), tensor(batch.Timesteps, shape), mask);
        Tensor actionLoss = ((predicted - actions).square() * mask.unsqueeze(-1)).sum() / (steps * 2);
        // As Hugging Face does: the labels are the inputs, the last score and the first label are dropped.
        Tensor scores = network.ReadText(text, addPositions)[TensorIndex.Colon, TensorIndex.Slice(null, -1)].reshape(texts * 31, -1);
        Tensor languageLoss = -scores.log_softmax(-1).gather(1, text[TensorIndex.Colon, TensorIndex.Slice(1)].reshape(-1, 1)).mean();
        (actionLoss + languageLoss * weight).backward();
        Parameter[] trained = [.. network.parameters().Where(parameter => parameter.requires_grad)];
        nn.utils.clip_grad_norm_(trained, s_options.GradientClipNorm);
        using AdamW optimizer = optim.AdamW(
        [
            new AdamW.ParamGroup(network.OwnParameters, 3e-3 / 4, eps: 1e-6, weight_decay: 0.01),
            new AdamW.ParamGroup(network.AdaptedParameters, 3e-3 / 4, eps: 1e-6, weight_decay: 0),
        ], 3e-3 / 4);
        optimizer.step();

        using DecisionTransformer actual = Train(new LanguageTask(_text) { Weight = weight, AddPositions = addPositions, BatchSize = texts }, s_options with { Steps = 1 });
        foreach (((string name, Parameter expected), (_, Parameter weights)) in network.named_parameters().Zip(actual.named_parameters()))
            Assert.True((expected - weights).abs().max().item<float>() < 2e-6, name);
    }

    [Fact]
    public void TransformerThatGoesOnReadingReadsBetterThanOneThatDoesNot()
    {
        (double before, double forgetful) = Perplexities(weight: 0);
        (double beforeToo, double learning) = Perplexities(weight: 1);
        Assert.Equal(before, beforeToo);
        Assert.True(learning < 0.97 * Math.Min(before, forgetful), $"{before} became {learning}, without the task {forgetful}");
    }

    [Fact]
    public void WithWeightZeroTrainingIsAsWithoutText()
    {
        var perplexities = new List<double>();
        // To measure must not draw what training then draws: dropout.
        DecisionTransformerConfig config = _config with { Transformer = _config.Transformer with { ResidualDropout = 0.2 } };
        using DecisionTransformer with = Train(new LanguageTask(_text) { Weight = 0, PerplexityFound = perplexities.Add }, config: config), without = Train(null, config: config);
        Assert.Equal(Bytes(without), Bytes(with));
        Assert.Equal(2, perplexities.Count);
    }

    [Fact]
    public void InterruptedTrainingGoesOnWithTheSameText()
    {
        using DecisionTransformer whole = Train(new LanguageTask(_text), s_options with { Steps = 60 });
        using var cancellation = new CancellationTokenSource();
        TrainingOptions kept = s_options with { Steps = 60, CheckpointFolder = _folder["state"], CheckpointInterval = 7 };
        Assert.Throws<OperationCanceledException>(() => Train(new LanguageTask(_text), kept, _ => cancellation.Cancel(), cancellation.Token));
        Assert.Contains("Language", Assert.Throws<InvalidOperationException>(() => Train(new LanguageTask(_text) { Weight = 0.2 }, kept)).Message);
        using DecisionTransformer resumed = Train(new LanguageTask(_text), kept);
        Assert.Equal(Bytes(whole), Bytes(resumed));
    }

    [Fact]
    public void LiveTensorsDoNotGrowWithTheSteps()
    {
        var live = new HashSet<long>();
        using DecisionTransformer network = Train(new LanguageTask(_text) { PerplexityFound = _ => { } }, s_options with { Steps = 150 }, _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.Single(live);
    }

    [Fact]
    public void NetworkWithoutLanguageIsRefused() => Assert.Contains("cannot learn language", Assert.Throws<InvalidOperationException>(
        () => new DecisionTransformerTraining(s_options, TimeProvider.System).Train(Datasets.Linear(), SmallNetwork.Config, Seed, language: new LanguageTask(_text))).Message);

    [Fact]
    public void FrozenTransformerIsRefused()
    {
        DecisionTransformerConfig frozen = _config with { Adaptation = Adaptation.Frozen };
        Assert.Contains("nothing of the transformer to train", Assert.Throws<InvalidOperationException>(
            () => new DecisionTransformerTraining(s_options, TimeProvider.System).Train(Datasets.Linear(), frozen, Seed, language: new LanguageTask(_text))).Message);
        new DecisionTransformerTraining(s_options with { Steps = 1 }, TimeProvider.System).Train(Datasets.Linear(), frozen, Seed, language: new LanguageTask(_text) { Weight = 0 }).Dispose();
    }

    [Fact]
    public void TooLittleTextIsRefused()
    {
        using TokenFile text = TokenFile.Open(new TextCorpus(_folder.Write("short/a.txt", "the arm")), TextTokenizer.Open(_folder.Path), _folder["cache"]);
        Assert.Contains("at least 64", Assert.Throws<InvalidOperationException>(() => Train(new LanguageTask(text))).Message);
    }

    private (double Before, double After) Perplexities(double weight)
    {
        var found = new List<double>();
        Train(new LanguageTask(_text) { Weight = weight, PerplexityFound = found.Add }, s_options with { Steps = 150 }).Dispose();
        Assert.Equal(2, found.Count);
        return (found[0], found[1]);
    }

    private DecisionTransformer Train(LanguageTask? language, TrainingOptions? options = null, Action<TrainingProgress>? report = null, CancellationToken cancellation = default, DecisionTransformerConfig? config = null) =>
        new DecisionTransformerTraining(options ?? s_options, TimeProvider.System).Train(Datasets.Linear(), config ?? _config, Seed, report, cancellation, language: language);

    private static byte[] Bytes(DecisionTransformer network) => [.. network.parameters().SelectMany(parameter => parameter.bytes.ToArray())];
}
