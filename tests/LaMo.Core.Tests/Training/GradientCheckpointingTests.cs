using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Language;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Training;

public sealed class GradientCheckpointingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, Adaptation, int> Cases => new()
    {
        { "LoRA", new Adaptation { Lora = new LoraConfig { Rank = 4 } }, 1 },
        { "everything, in parts", Adaptation.FineTuning, 2 },
        { "around the transformer", Adaptation.Frozen, 1 },
        { "the last block alone", new Adaptation { Lora = null, LastBlocks = 1, EmbeddersAndHead = false }, 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void WeightsAreTheSameToTheLastBit(string name, Adaptation adaptation, int parts)
    {
        DecisionTransformerConfig config = Config(adaptation);
        var options = new TrainingOptions { Steps = 12, BatchSize = 8, GradientAccumulationSteps = parts, LearningRate = 1e-2, TransformerLearningRate = 1e-2, WarmupSteps = 0 };
        Assert.True(Weights(options, config).SequenceEqual(Weights(options with { GradientCheckpointing = true }, config)), name);
    }

    [Fact]
    public void WeightsAreTheSameWithTextAndInBFloat16()
    {
        TextTokenizer tokenizer = Texts.Tokenizer(_folder);
        using TokenFile text = TokenFile.Open(new TextCorpus(_folder.Write("text/a.txt", Texts.Sentences(100))), tokenizer, _folder["cache"]);
        DecisionTransformerConfig config = Config(Adaptation.LaMo);
        config = config with { Transformer = config.Transformer with { VocabularySize = tokenizer.Size, Positions = 16 } };
        var options = new TrainingOptions { Steps = 6, BatchSize = 8, LearningRate = 1e-2, TransformerLearningRate = 1e-2, WarmupSteps = 0, Precision = Precision.BFloat16 };
        var language = new LanguageTask(text) { BlockLength = 16 };
        Assert.Equal(Weights(options, config, language), Weights(options with { GradientCheckpointing = true }, config, language));
    }

    [Fact]
    public void NothingStaysBehind()
    {
        var live = new List<long>();
        var options = new TrainingOptions { Steps = 150, BatchSize = 4, GradientCheckpointing = true };
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        new DecisionTransformerTraining(options, TimeProvider.System).Train(
            Datasets.Linear(), Config(Adaptation.LaMo), seed: 1, _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)).Dispose();
        Assert.Equal(live[0], live[^1]);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static DecisionTransformerConfig Config(Adaptation adaptation) => SmallNetwork.Config with
    {
        Adaptation = adaptation,
        Transformer = SmallNetwork.Config.Transformer with { Layers = 3, ResidualDropout = 0.2, EmbeddingDropout = 0.2, AttentionDropout = 0.2 },
    };

    private static byte[] Weights(TrainingOptions options, DecisionTransformerConfig config, LanguageTask? language = null)
    {
        using DecisionTransformer network = new DecisionTransformerTraining(options, TimeProvider.System).Train(Datasets.Linear(), config, seed: 1, language: language);
        return [.. network.parameters().SelectMany(parameter => parameter.bytes.ToArray())];
    }
}
