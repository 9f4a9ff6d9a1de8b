using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training;

public sealed class DiscreteTrainingTests : IDisposable
{
    private static readonly DecisionTransformerConfig _discrete = SmallNetwork.Config with { ActionSize = 1, ActionCount = 3 };
    private static readonly DecisionTransformerConfig _screen = SmallAtariNetwork.Config with { ContextLength = 2, ActionCount = 2, MlpHead = true };
    private static readonly TrainingOptions _options = new()
    {
        Steps = 300, BatchSize = 16, LearningRate = 3e-3, TransformerLearningRate = 3e-3, GradientClipNorm = 1,
        TokenSchedule = new TokenSchedule { WarmupTokens = 1_000, FinalTokens = 18_000 },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LossOfEqualScoresIsTheLogarithmOfTheirNumber()
    {
        DecisionTransformerConfig config = _discrete with { MlpHead = false };
        using DecisionTransformer network = SmallNetwork.Create(config);
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
            foreach ((string name, Parameter parameter) in network.named_parameters())
                if (name.StartsWith("predict_action.", StringComparison.Ordinal))
                    parameter.zero_();
        TrajectoryDataset data = Ring();
        var batch = new WindowBatch(2, config.ContextLength, data.StateSize, data.ActionSize);
        int steps = data.FillWindow(0, batch, 0) + data.FillWindow(7, batch, 1);
        Assert.Equal(6, steps); // four of the ten are padding
        Assert.Equal(6 * Math.Log(3), ActionLoss.Sum(network, batch).item<float>(), 1e-5);
    }

    [Fact]
    public void PolicyOfASmallDecisionProcessIsLearnt()
    {
        var reports = new List<TrainingProgress>();
        using DecisionTransformer network = Train(Ring(), _discrete, _options with { ValidationFraction = 0.2 }, reports.Add);
        Assert.True(reports[^1].Loss < 0.05, $"loss {reports[^1].Loss}");
        Assert.True(reports[^1].ValidationLoss < 0.05, $"validation loss {reports[^1].ValidationLoss}");

        var policy = new DecisionTransformerPolicy(new ActionPredictor(network), returnScale: 1);
        foreach (float target in (float[])[0, 1])
            for (int cell = 0; cell < 3; cell++)
            {
                policy.Reset(target);
                Assert.Equal([Expert(cell, target)], policy.Act(OneHot(cell)));
            }
    }

    [Fact]
    public void ActionsAreLearntFromImages()
    {
        using DecisionTransformer network = Train(Screens(), _screen, _options with { Steps = 60, BatchSize = 8, TokenSchedule = null, WarmupSteps = 10 });
        var policy = new DecisionTransformerPolicy(new ActionPredictor(network), returnScale: 1);
        foreach (int side in (int[])[0, 1, 1, 0])
        {
            policy.Reset(1);
            Assert.Equal([side], policy.Act([.. Screen(side, brightness: 180).Select(pixel => (float)pixel)]));
        }
    }

    [Fact]
    public void TrainingGoesOnToTheSameWeightsWithItsTokens()
    {
        TrainingOptions options = _options with { Steps = 24, BatchSize = 4, TokenSchedule = new TokenSchedule { WarmupTokens = 40, FinalTokens = 160 }, CheckpointInterval = 5 };
        using DecisionTransformer uninterrupted = Train(Screens(), _screen, options);
        options = options with { CheckpointFolder = _folder["run"] };
        Train(Screens(), _screen, options with { Steps = 11 }).Dispose();
        using DecisionTransformer resumed = Train(Screens(), _screen, options);
        Assert.All(uninterrupted.parameters().Zip(resumed.parameters()), pair => Assert.True(pair.First.bytes.SequenceEqual(pair.Second.bytes)));
        Assert.Contains("Options.TokenSchedule.FinalTokens is 160 there and 170 here", Assert.Throws<InvalidOperationException>(
            () => Train(Screens(), _screen, options with { TokenSchedule = options.TokenSchedule! with { FinalTokens = 170 } })).Message);
    }

    [Fact]
    public void StepsLeaveNoTensor()
    {
        TrajectoryDataset data = Screens();
        using DecisionTransformer network = SmallNetwork.Create(_screen);
        using var run = new TrainingRun(_options with { BatchSize = 4 }, network, new DropoutGenerator(0), data, seed: 0);
        run.TakeStep();
        run.TakeStep();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        run.TakeStep();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static DecisionTransformer Train(TrajectoryDataset data, DecisionTransformerConfig config, TrainingOptions options, Action<TrainingProgress>? report = null) =>
        new DecisionTransformerTraining(options, TimeProvider.System).Train(data, config, seed: 1, report);

    /// <summary>Three cells in a ring. For a return of 1 the expert goes to cell 0 on the shorter way, for none it goes round.</summary>
    private static int Expert(int cell, float returnToGo) => returnToGo > 0 ? cell : 2;

    private static TrajectoryDataset Ring()
    {
        var random = new SplitMix64(1);
        var builder = new TrajectoryDatasetBuilder(stateSize: 3, actionSize: 1);
        for (int episode = 0; episode < 40; episode++)
        {
            builder.BeginEpisode();
            for (int t = 0; t < 8; t++)
            {
                int cell = random.Next(3);
                builder.Add(OneHot(cell), [Expert(cell, episode % 2)], episode % 2, t);
            }
        }
        return builder.Build();
    }

    private static float[] OneHot(int cell) => [.. Enumerable.Range(0, 3).Select(i => i == cell ? 1f : 0f)];

    /// <summary>The action is the side of the screen that is bright.</summary>
    private static TrajectoryDataset Screens()
    {
        var random = new SplitMix64(2);
        var builder = new TrajectoryDatasetBuilder(SmallAtariNetwork.Image, actionSize: 1);
        for (int episode = 0; episode < 6; episode++)
        {
            builder.BeginEpisode();
            for (int t = 0; t < 5; t++)
            {
                int side = random.Next(2);
                builder.AddImage(Screen(side, (byte)(100 + random.Next(150))), [side], 1, t);
            }
        }
        return builder.Build();
    }

    private static byte[] Screen(int side, byte brightness)
    {
        ImageShape image = SmallAtariNetwork.Image;
        return [.. Enumerable.Range(0, image.Size).Select(pixel => pixel % image.Width / (image.Width / 2) == side ? brightness : (byte)0)];
    }
}
