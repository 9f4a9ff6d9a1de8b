using System.Text.Json.Nodes;
using LaMo.Core.Evaluation;
using LaMo.Core.Networks;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

/// <summary>The values that papers and released code give, each once.</summary>
public sealed class PresetTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-preset-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void LaMo() => Assert.Equivalent(
        new
        {
            PretrainedModel = PretrainedTrainerOptions.SmallPretrainedModel,
            ContextLength = 20, MaxEpisodeLength = 1000, BatchSize = 64, NumberOfSteps = 40 * 2500, Dropout = 0.1,
            LearningRate = 1e-4, TransformerLearningRate = 1e-4, WeightDecay = 1e-5, TransformerWeightDecay = 0.0, AdamEpsilon = (double?)null,
            GradientClipNorm = 0.25, WarmupSteps = 2500, TokenSchedule = (object?)null,
            Adaptation = new
            {
                Lora = new { Rank = 16, Alpha = 32.0, Dropout = 0.1 },
                LayerNorms = false, Attention = false, FeedForward = false, TokenEmbedding = false, PositionTable = false, LastBlocks = 0, EmbeddersAndHead = true, Full = false,
            },
            MlpEmbedding = true, MlpHead = true, ActionTanh = true, NormalizeBeforeTime = true, SharedProjections = false, ExtendPositions = false,
            LanguageCorpus = (string?)null, LanguageLossWeight = (double?)null, LanguageBatchSize = 2, LanguageBlockLength = 1024, LanguagePositions = true, ShuffleLanguageTokens = false,
        },
        LaMoTrainer.Options.ForTask(EvaluationProtocol.Hopper));

    [Fact]
    public void LaMoForReacher2d() => Assert.Equivalent(new { ContextLength = 5, MaxEpisodeLength = 100, WarmupSteps = 2500 }, LaMoTrainer.Options.ForTask(EvaluationProtocol.Reacher2d));

    [Fact]
    public void LaMoForAtari() => Assert.Equivalent(
        new
        {
            ContextLength = 30, MaxEpisodeLength = 4096, BatchSize = 128, NumberOfSteps = 100_000, Dropout = 0.1,
            LearningRate = 1e-3, TransformerLearningRate = 1e-3, WeightDecay = 0.01, TransformerWeightDecay = 0.01, AdamEpsilon = 1e-8,
            GradientClipNorm = 1.0, TokenSchedule = new { WarmupTokens = 2_000_000L, FinalTokens = 50_000_000L },
            Adaptation = new { Lora = new { Rank = 32, Alpha = 32.0, Dropout = 0.0 } },
            MlpEmbedding = true, MlpHead = false, NormalizeBeforeTime = false,
            LanguageLossWeight = (double?)null, LanguageBatchSize = 2, LanguageBlockLength = 1024,
        },
        LaMoTrainer.Options.ForTask(EvaluationProtocol.Breakout));

    [Fact]
    public void DecisionTransformer()
    {
        Assert.Equivalent(
            new
            {
                Width = 128, NumberOfLayers = 3, NumberOfHeads = 1, Activation = Gpt2Activation.Relu,
                ContextLength = 20, MaxEpisodeLength = 1000, BatchSize = 64, NumberOfSteps = 100_000, Dropout = 0.1,
                LearningRate = 1e-4, WeightDecay = 1e-4, GradientClipNorm = 0.25, WarmupSteps = 10_000, TokenSchedule = (object?)null,
            },
            DecisionTransformerTrainer.Options.ForTask(EvaluationProtocol.Hopper));
        Assert.Equivalent(new { ContextLength = 5, MaxEpisodeLength = 100 }, DecisionTransformerTrainer.Options.ForTask(EvaluationProtocol.Reacher2d));
    }

    [Fact]
    public void DecisionTransformerForAtari() => Assert.Equivalent(
        new
        {
            Width = 128, NumberOfLayers = 6, NumberOfHeads = 8, Activation = Gpt2Activation.GeluNew,
            ContextLength = 30, BatchSize = 128, NumberOfSteps = 19_531, Dropout = 0.1,
            LearningRate = 6e-4, WeightDecay = 0.1, GradientClipNorm = 1.0, TokenSchedule = new { WarmupTokens = 10_240L, FinalTokens = 30_000_000L },
        },
        DecisionTransformerTrainer.Options.ForTask(EvaluationProtocol.Breakout));

    [Fact]
    public void WikiRL() => Assert.Equivalent(
        new
        {
            PretrainedModel = PretrainedTrainerOptions.SmallPretrainedModel,
            SimilarityLossWeight = 0.1, SimilarityFadeSteps = 5000, NumberOfCentres = 1000, CentresFile = (string?)null, SharedProjections = true, ExtendPositions = true,
            ContextLength = 20, MaxEpisodeLength = 1000, BatchSize = 64, NumberOfSteps = 40 * 2500, Dropout = 0.2,
            LearningRate = 1e-4, WeightDecay = 1e-4, GradientClipNorm = 0.25, WarmupSteps = 10_000, TokenSchedule = (object?)null,
        },
        WikiRLTrainer.Options.ForTask(EvaluationProtocol.Hopper));

    [Fact]
    public void WikiRLForAtari() => Assert.Equivalent(
        new
        {
            ContextLength = 30, BatchSize = 128, NumberOfSteps = 19_531, Dropout = 0.2, LearningRate = 6e-4, WeightDecay = 0.1, GradientClipNorm = 1.0,
            TokenSchedule = new { WarmupTokens = 10_240L, FinalTokens = 30_000_000L },
        },
        WikiRLTrainer.Options.ForTask(EvaluationProtocol.Breakout));

    [Theory]
    [InlineData("LaMo", true, 1e-6)]
    [InlineData("LaMo", false, 1e-8)]
    [InlineData("WikiRL", true, 1e-6)]
    [InlineData("DecisionTransformer", false, 1e-8)]
    public void OptimiserHasTheValuesOfTheOptions(string trainer, bool pretrained, double epsilon)
    {
        SequenceTrainerOptions options = SequenceTrainers.Options(trainer);
        (options.NumberOfSteps, options.LearningRate, options.WeightDecay, options.WarmupSteps, options.GradientClipNorm) = (1, 0.02, 0.03, 7, 0.5);
        (double transformerRate, double transformerDecay) = (0.02, 0.03);
        if (options is LaMoTrainer.Options lamo)
        {
            (lamo.TransformerLearningRate, lamo.TransformerWeightDecay) = (transformerRate, transformerDecay) = (0.04, 0.05);
            if (pretrained)
                (lamo.PretrainedModel, lamo.Width, lamo.NumberOfLayers, lamo.NumberOfHeads) = (PretrainedTrainerOptions.SmallPretrainedModel, null, null, null);
        }
        Assert.Equal((0.02, 0.03, transformerRate, transformerDecay, 7, 0.5, epsilon), Optimiser(options));
        if (options is LaMoTrainer.Options chosen)
        {
            chosen.AdamEpsilon = 1e-5;
            Assert.Equal(1e-5, Optimiser(options).Epsilon);
        }
    }

    /// <summary>What training optimised with, from the state that it keeps.</summary>
    private (double Rate, double Decay, double TransformerRate, double TransformerDecay, int Warmup, double ClipNorm, double Epsilon) Optimiser(SequenceTrainerOptions options)
    {
        options.CheckpointFolder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString())).FullName;
        ((IDisposable)SequenceTrainers.Pipeline(_ml, options).Fit(_ml.Load(TestSteps.Linear(9, 5)))).Dispose();
        using var state = new BinaryReader(File.OpenRead(Path.Combine(options.CheckpointFolder, "training.state")));
        Assert.StartsWith("LaMo training state", state.ReadString());
        JsonNode kept = JsonNode.Parse(state.ReadString())!["Options"]!;
        double Value(string name) => (double)kept[name]!;
        return (Value("LearningRate"), Value("WeightDecay"), Value("TransformerLearningRate"), Value("TransformerWeightDecay"), (int)kept["WarmupSteps"]!, Value("GradientClipNorm"), Value("AdamEpsilon"));
    }
}
