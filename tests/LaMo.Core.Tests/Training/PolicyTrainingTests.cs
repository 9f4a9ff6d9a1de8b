using LaMo.Core.BehaviorCloning;
using LaMo.Core.Cql;
using LaMo.Core.Iql;
using LaMo.Core.Networks;
using LaMo.Core.Td3Bc;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;

namespace LaMo.Core.Tests.Training;

/// <summary>What every algorithm must do: repeat itself, go on where it was left, leave no tensor behind.</summary>
public sealed class PolicyTrainingTests : IDisposable
{
    private const int Steps = 240;

    private static readonly PolicyTrainingOptions _options = new() { Steps = Steps, BatchSize = 8, CheckpointInterval = 37 };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Algorithms => [.. _algorithms.Keys];

    private static readonly Dictionary<string, (PolicyAlgorithm Algorithm, Func<TransitionDataset> Data)> _algorithms = new()
    {
        ["behaviour cloning"] = (new BehaviorCloningAlgorithm { HiddenSizes = [8] }, () => Corridor.Continuous(5)),
        ["behaviour cloning of several states"] = (new BehaviorCloningAlgorithm { HiddenSizes = [8], ContextLength = 3, BestFraction = 0.5 }, () => Corridor.Continuous(5)),
        ["discrete behaviour cloning"] = (new BehaviorCloningAlgorithm { HiddenSizes = [8] }, () => Corridor.Discrete(5)),
        ["TD3+BC"] = (new Td3BcAlgorithm { HiddenSizes = [8] }, () => Corridor.Continuous(5)),
        ["IQL"] = (new IqlAlgorithm { HiddenSizes = [8], NormalizeRewards = true }, () => Corridor.Continuous(5)),
        ["CQL"] = (new CqlAlgorithm { HiddenSizes = [8], SampledActions = 2 }, () => Corridor.Continuous(5)),
        ["CQL by dual descent"] = (new CqlAlgorithm { HiddenSizes = [8], SampledActions = 2, LagrangeThreshold = 5 }, () => Corridor.Continuous(5)),
        ["discrete CQL"] = (new CqlAlgorithm { HiddenSizes = [8], LagrangeThreshold = 1 }, () => Corridor.Discrete(5)),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void EqualSeedsGiveEqualWeightsAndOthersDoNot(string algorithm)
    {
        byte[] first = Weights(algorithm, _options with { Steps = 30 });
        Assert.Equal(first, Weights(algorithm, _options with { Steps = 30 }));
        Assert.NotEqual(first, Weights(algorithm, _options with { Steps = 30 }, seed: 2));
    }

    [Fact]
    public void TrainingsAtTheSameTimeDoNotDisturbEachOther()
    {
        byte[] alone = Weights("CQL", _options with { Steps = 30 });
        byte[][] together = new byte[4][];
        Parallel.For(0, together.Length, i => together[i] = Weights("CQL", _options with { Steps = 30 }));
        Assert.All(together, weights => Assert.Equal(alone, weights));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void CancelledTrainingGoesOnToTheSameWeights(string algorithm)
    {
        var uninterrupted = new List<TrainingProgress>();
        byte[] expected = Weights(algorithm, _options, uninterrupted.Add);
        PolicyTrainingOptions kept = _options with { CheckpointFolder = _folder.Path };
        using var cancellation = new CancellationTokenSource();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Throws<OperationCanceledException>(() => Train(algorithm, kept, report: _ => cancellation.Cancel(), cancellation: cancellation.Token));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        var resumed = new List<TrainingProgress>();
        Assert.Equal(expected, Weights(algorithm, kept, resumed.Add));
        Assert.Equal([200, Steps], resumed.Select(progress => progress.Step));
        Assert.Equal(uninterrupted.Skip(1).SelectMany(progress => progress.Metrics), resumed.SelectMany(progress => progress.Metrics));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void LiveTensorsDoNotGrowAndNoneIsLeft(string algorithm)
    {
        Train(algorithm, _options with { Steps = 2 }).Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var live = new List<long>();
        Train(algorithm, _options, report: _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)).Dispose();
        Assert.Equal([live[0], live[0], live[0]], live);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void MetricsAreReportedAndFinite(string algorithm)
    {
        var reports = new List<TrainingProgress>();
        using PolicyNetwork policy = Train(algorithm, _options, report: reports.Add);
        Assert.Equal([100, 200, Steps], reports.Select(progress => progress.Step));
        Assert.All(reports, progress => Assert.Equal(progress.Loss, progress.Metrics[0].Mean));
        Assert.All(reports.SelectMany(progress => progress.Metrics), metric => Assert.True(double.IsFinite(metric.Mean) && metric.Mean != 0, metric.ToString()));
        Assert.False(policy.training);
    }

    [Fact]
    public void StateOfAnotherRunIsRefusedNamingWhatDiffers()
    {
        PolicyTrainingOptions kept = _options with { Steps = 3, CheckpointFolder = _folder.Path };
        var algorithm = new IqlAlgorithm { HiddenSizes = [8] };
        Run(algorithm, kept);
        Assert.Contains("Algorithm.Expectile is 0.7 there and 0.8 here", Refused(algorithm with { Expectile = 0.8 }, kept));
        Assert.Contains("Seed is 1 there and 2 here", Refused(algorithm, kept, seed: 2));
        Assert.Contains("BatchSize is 8 there and 9 here", Refused(algorithm, kept with { BatchSize = 9 }));
        // The actor's learning rate falls over the steps planned.
        Assert.Contains("Steps is 3 there and 4 here", Refused(algorithm, kept with { Steps = 4 }));
        Assert.Contains("Algorithm.Expectile is 0.7 there and null here", Refused(new Td3BcAlgorithm { HiddenSizes = [8] }, kept));

        string Refused(PolicyAlgorithm other, PolicyTrainingOptions options, int seed = 1) => Assert.Throws<InvalidOperationException>(() => Run(other, options, seed)).Message;

        static void Run(PolicyAlgorithm algorithm, PolicyTrainingOptions options, int seed = 1) =>
            new PolicyTraining(options, TimeProvider.System).Train(Corridor.Continuous(5), algorithm, seed).Dispose();
    }

    [Fact]
    public void FinishedTrainingCanBeLengthened()
    {
        PolicyTrainingOptions kept = _options with { Steps = 20, CheckpointFolder = _folder.Path };
        Train("TD3+BC", kept).Dispose();
        Assert.Equal(Weights("TD3+BC", _options with { Steps = 35 }), Weights("TD3+BC", kept with { Steps = 35 }));
    }

    [Fact]
    public void DivergingTrainingSaysSo()
    {
        var algorithm = new Td3BcAlgorithm { HiddenSizes = [8], LearningRate = 1e30 };
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var error = Assert.Throws<InvalidOperationException>(() => new PolicyTraining(_options, TimeProvider.System).Train(Corridor.Continuous(5), algorithm, seed: 1));
        Assert.Contains("The training's critic loss is", error.Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void DataWithoutATransitionAreRefusedWhereValuesAreLearnt()
    {
        var builder = new TransitionDatasetBuilder(1, 1);
        builder.BeginEpisode();
        builder.Add([1], [0], 0, terminal: false);
        Assert.Contains("no transition", Assert.Throws<InvalidOperationException>(() => Corridor.Train(builder.Build(), new Td3BcAlgorithm(), steps: 1)).Message);
        Corridor.Train(builder.Build(), new BehaviorCloningAlgorithm(), steps: 1).Dispose();
    }

    [Fact]
    public void DisposedPolicyDoesNotAct()
    {
        PolicyNetwork policy = Train("IQL", _options with { Steps = 1 });
        Assert.Throws<ArgumentException>(() => policy.Predict(new float[5]));
        policy.Dispose();
        Assert.Throws<ObjectDisposedException>(() => policy.Predict(new float[4]));
    }

    private static PolicyNetwork Train(string algorithm, PolicyTrainingOptions options, int seed = 1, Action<TrainingProgress>? report = null, CancellationToken cancellation = default) =>
        new PolicyTraining(options, TimeProvider.System).Train(_algorithms[algorithm].Data(), _algorithms[algorithm].Algorithm, seed, report, cancellation);

    private static byte[] Weights(string algorithm, PolicyTrainingOptions options, Action<TrainingProgress>? report = null, int seed = 1)
    {
        using PolicyNetwork policy = Train(algorithm, options, seed, report);
        return [.. policy.parameters().SelectMany(parameter => parameter.bytes.ToArray())];
    }
}
