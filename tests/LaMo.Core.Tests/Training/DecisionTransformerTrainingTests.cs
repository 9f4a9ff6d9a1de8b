using LaMo.Core.Networks;
using LaMo.Core.Tests.Kernels;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Training.Cpu;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Training;

/// <summary>Training by libtorch.</summary>
public sealed class LibtorchTrainingTests() : DecisionTransformerTrainingTests(SmallNetwork.Config);

/// <summary>Training in vector code, by more than one thread.</summary>
public sealed class VectorTrainingTests() : DecisionTransformerTrainingTests(SmallNetwork.VectorConfig)
{
    [VectorFact]
    public void VectorCodeIsWhatTrains()
    {
        using DecisionTransformer network = SmallNetwork.Create(SmallNetwork.VectorConfig);
        Assert.NotNull(TrainedNetwork.TryCreate(network, 8, new DropoutGenerator(0)));
    }
}

public abstract class DecisionTransformerTrainingTests(DecisionTransformerConfig network)
{
    private static readonly TrainingOptions _fast = new() { NumberOfThreads = 3, Steps = 200, BatchSize = 16, LearningRate = 3e-3, TransformerLearningRate = 3e-3, WarmupSteps = 20 };

    [Fact]
    public void LossFallsFarBelowThatOfAConstantAction()
    {
        var losses = new List<double>();
        using DecisionTransformer trained = Train(_fast with { Steps = 600 }, report: progress => losses.Add(progress.Loss));
        // The mean squared action of the dataset, which predicting 0 would cost, is 0.375.
        Assert.True(losses[^1] < 0.02, $"loss {losses[^1]}");
        Assert.False(trained.training);
    }

    [Fact]
    public void EqualSeedsGiveEqualWeightsToTheLastBit()
    {
        using DecisionTransformer first = Train(_fast with { Steps = 30 });
        using DecisionTransformer second = Train(_fast with { Steps = 30 });
        using DecisionTransformer other = Train(_fast with { Steps = 30 }, seed: 2);
        Assert.Equal(Bytes(first), Bytes(second));
        Assert.NotEqual(Bytes(first), Bytes(other));
    }

    public static TheoryData<string, Adaptation> Adaptations => new()
    {
        { "LaMo", Adaptation.LaMo },
        { "frozen", Adaptation.Frozen },
        { "fine-tuning", Adaptation.FineTuning },
        { "transformer alone", new Adaptation { EmbeddersAndHead = false } },
        { "layer norms", new Adaptation { Lora = null, LayerNorms = true } },
        // Their gradients are absent: no text is read.
        { "tables", new Adaptation { TokenEmbedding = true, PositionTable = true } },
    };

    [Theory]
    [MemberData(nameof(Adaptations))]
    public void WhatIsAdaptedIsTrainedAndNothingElse(string name, Adaptation adaptation)
    {
        DecisionTransformerConfig config = network with
        {
            Adaptation = adaptation,
            Transformer = network.Transformer with { VocabularySize = 7, Positions = 6 },
        };
        using DecisionTransformer untrained = Train(_fast with { Steps = 1, LearningRate = 1e-30, TransformerLearningRate = 1e-30 }, config: config);
        using DecisionTransformer trained = Train(_fast with { Steps = 20 }, config: config);
        foreach (((string parameter, Parameter before), (_, Parameter after)) in untrained.named_parameters().Zip(trained.named_parameters()))
        {
            bool trains = before.requires_grad && !parameter.Contains("wte") && !parameter.Contains("wpe");
            Assert.True(trains != before.bytes.SequenceEqual(after.bytes), $"{name}: {parameter}");
        }
    }

    [Fact]
    public void NothingToTrainIsRefused()
    {
        DecisionTransformerConfig config = network with { Adaptation = Adaptation.Frozen with { EmbeddersAndHead = false } };
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Contains("nothing to train", Assert.Throws<InvalidOperationException>(() => Train(_fast, config: config)).Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void BatchInPartsGivesTheWeightsOfAWholeOneButForRounding()
    {
        using DecisionTransformer whole = Train(_fast with { Steps = 10, BatchSize = 32 });
        using DecisionTransformer parts = Train(_fast with { Steps = 10, BatchSize = 32, GradientAccumulationSteps = 4 });
        foreach ((Parameter one, Parameter other) in whole.parameters().Zip(parts.parameters()))
            Assert.Equal(one.data<float>().ToArray(), other.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 2e-4f);
        Assert.NotEqual(Bytes(whole), Bytes(parts));
    }

    [Fact]
    public void LiveTensorsDoNotGrowWithTheSteps()
    {
        var live = new List<long>();
        using DecisionTransformer trained = Train(_fast with { Steps = 150 }, report: _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.Equal(3, live.Count);
        Assert.Equal(live[0], live[1]);
        Assert.Equal(live[1], live[2]);
    }

    [Fact]
    public void TrainingLeavesNothingButTheNetwork()
    {
        Train(_fast with { Steps = 2 }).Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Train(_fast with { Steps = 2 }).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void CancellationStopsTrainingAndFreesTheNetwork()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using var cancellation = new CancellationTokenSource();
        int last = 0;
        Assert.Throws<OperationCanceledException>(() => Train(_fast, report: progress =>
        {
            last = progress.Step;
            cancellation.Cancel();
        }, cancellation: cancellation.Token));
        Assert.Equal(50, last);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void TimeLimitEndsTrainingWithTheNetworkAsItIs()
    {
        var reports = new List<TrainingProgress>();
        using DecisionTransformer trained = Train(_fast with { TimeLimit = TimeSpan.FromSeconds(70) }, time: new SteppingTime(TimeSpan.FromSeconds(10)), report: reports.Add);
        Assert.InRange(reports[^1].Step, 1, 70);
        Assert.True(reports[^1].Elapsed >= TimeSpan.FromSeconds(70));
    }

    [Fact]
    public void DivergingTrainingSaysSo()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Train(_fast with { LearningRate = 1e25, TransformerLearningRate = 1e25, WarmupSteps = 0 }));
        Assert.Contains("loss is", error.Message);
    }

    [Fact]
    public void EpisodesOfOneStepCanBeTrainedOn()
    {
        var builder = new TrajectoryDatasetBuilder(3, 2);
        for (int episode = 0; episode < 4; episode++)
        {
            builder.BeginEpisode();
            builder.Add([episode, 1, 2], [1, 2], 1, 0);
        }
        new DecisionTransformerTraining(_fast with { Steps = 3 }, TimeProvider.System).Train(builder.Build(), network, seed: 1).Dispose();
    }

    private DecisionTransformer Train(
        TrainingOptions options, int seed = 1, DecisionTransformerConfig? config = null, TimeProvider? time = null, Action<TrainingProgress>? report = null, CancellationToken cancellation = default) =>
        new DecisionTransformerTraining(options, time ?? TimeProvider.System).Train(Datasets.Linear(), config ?? network, seed, report, cancellation);

    private static byte[] Bytes(DecisionTransformer network) => [.. network.parameters().SelectMany(parameter => parameter.bytes.ToArray())];
}
