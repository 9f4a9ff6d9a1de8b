using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training;

public sealed class ValidationTests
{
    private static readonly TrainingOptions _options = new()
    {
        Steps = 120, BatchSize = 16, LearningRate = 3e-3, TransformerLearningRate = 3e-3, WarmupSteps = 0, ValidationFraction = 0.5, ValidationInterval = 20,
    };

    [Fact]
    public void LossOnHeldOutEpisodesIsReportedAtItsIntervalAndAtTheEnd()
    {
        (int, bool)[] reports = [.. Reports(_options with { Steps = 70 }).Select(report => (report.Step, report.ValidationLoss > 0))];
        Assert.Equal([(20, true), (40, true), (50, false), (60, true), (70, true)], reports);
    }

    [Fact]
    public void LossIsThatOfTheReturnedWeightsOnWholeEpisodesHeldOut()
    {
        // Two episodes, one of them held out; each of its steps begins a window.
        TrajectoryDataset data = Datasets.Linear(episodes: 2);
        (DecisionTransformer network, List<TrainingProgress> reports) = Train(data, _options);
        using (network)
        {
            double best = reports.Min(report => report.ValidationLoss)!.Value;
            Assert.Contains(new[] { 0, 1 }, episode => Math.Abs(Loss(network, data, episode) - best) < 1e-5 * best);
        }
    }

    [Fact]
    public void EqualSeedsHoldOutTheSameEpisodesAndTrainTheSame()
    {
        var losses = Reports(_options).Select(report => (report.Loss, report.ValidationLoss));
        Assert.Equal(losses, Reports(_options).Select(report => (report.Loss, report.ValidationLoss)));
        Assert.NotEqual(losses, Reports(_options, seed: 2).Select(report => (report.Loss, report.ValidationLoss)));
    }

    [Fact]
    public void TrainingThatOverfitsStopsEarlyAndReturnsTheBestWeights()
    {
        // Nothing can be learnt from noise but the episodes themselves.
        TrajectoryDataset noise = Noise();
        (DecisionTransformer network, List<TrainingProgress> reports) = Train(noise, _options with { Steps = 2000, Patience = 3 });
        using (network)
        {
            double[] losses = [.. reports.Where(report => report.ValidationLoss != null).Select(report => report.ValidationLoss!.Value)];
            Assert.True(reports[^1].Step < 2000, $"stopped after {reports[^1].Step} steps");
            Assert.Equal(losses.Length - 4, losses.IndexOf(losses.Min()));
            Assert.Contains(new[] { 0, 1 }, episode => Math.Abs(Loss(network, noise, episode) - losses.Min()) < 1e-5 * losses.Min());
        }
    }

    [Fact]
    public void StoppedTrainingStaysStopped()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = _options with { Steps = 2000, Patience = 3, CheckpointFolder = folder.Path };
        (DecisionTransformer first, _) = Train(Noise(), options);
        (DecisionTransformer second, List<TrainingProgress> reports) = Train(Noise(), options);
        using (first)
        using (second)
            Assert.Equal(TrainingProcess.Weights(first), TrainingProcess.Weights(second));
        Assert.Empty(reports);
    }

    [Fact]
    public void LiveTensorsDoNotGrowWithTheValidations()
    {
        var live = new List<long>();
        new DecisionTransformerTraining(_options, TimeProvider.System).Train(Datasets.Linear(), SmallNetwork.Config, 1, _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)).Dispose();
        Assert.Equal(live[0], live[^1]);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Reports(_options);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void OneEpisodeCannotBeSplit()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Contains("at least two episodes", Assert.Throws<InvalidOperationException>(() => Train(Datasets.Linear(episodes: 1), _options)).Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static (DecisionTransformer Network, List<TrainingProgress> Reports) Train(TrajectoryDataset data, TrainingOptions options, int seed = 1)
    {
        var reports = new List<TrainingProgress>();
        return (new DecisionTransformerTraining(options, TimeProvider.System).Train(data, SmallNetwork.Config, seed, reports.Add), reports);
    }

    private static List<TrainingProgress> Reports(TrainingOptions options, int seed = 1)
    {
        (DecisionTransformer network, List<TrainingProgress> reports) = Train(Datasets.Linear(), options, seed);
        network.Dispose();
        return reports;
    }

    private static TrajectoryDataset Noise()
    {
        var random = new SplitMix64(3);
        var builder = new TrajectoryDatasetBuilder(3, 2);
        float Draw() => random.Next(2001) / 1000f - 1;
        for (int episode = 0; episode < 2; episode++)
        {
            builder.BeginEpisode();
            for (int t = 0; t < 12; t++)
                builder.Add([Draw(), Draw(), Draw()], [Draw(), Draw()], 1, t);
        }
        return builder.Build();
    }

    /// <summary>The mean squared error of a network's actions over windows that begin at every step of an episode.</summary>
    private static double Loss(DecisionTransformer network, TrajectoryDataset data, int episode)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (int start, int end) = data.EpisodeRange(episode);
        double sum = 0;
        int steps = 0;
        for (int first = start; first < end; first++)
        {
            int length = Math.Min(network.Config.ContextLength, end - first);
            float[] Values(float[] all, int size) => all[(first * size)..((first + length) * size)];
            Tensor actions = tensor(Values(data.Actions, 2), [1, length, 2]);
            Tensor predicted = network.PredictAll(
                tensor(Values(data.States, 3), [1, length, 3]), actions, tensor(Values(data.ReturnsToGo, 1), [1, length]),
                tensor([.. data.Timesteps[first..(first + length)].Select(t => (long)t)], [1L, length]), ones(1, length));
            sum += (predicted - actions).square().sum().item<float>();
            steps += length;
        }
        return sum / (2 * steps);
    }
}
