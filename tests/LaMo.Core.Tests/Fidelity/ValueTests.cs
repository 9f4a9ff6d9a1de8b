using System.Runtime.InteropServices;
using LaMo.Core.BehaviorCloning;
using LaMo.Core.Cql;
using LaMo.Core.Iql;
using LaMo.Core.Networks;
using LaMo.Core.Td3Bc;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>Ten steps of the baselines on given batches against the independent PyTorch program.</summary>
public class ValueTests
{
    private const double Tolerance = 1e-4;
    private const int Steps = 10;
    private const double Rate = 1e-2;

    /// <summary>The values in tests/reference/values.py.</summary>
    private static readonly Dictionary<string, PolicyAlgorithm> _algorithms = new()
    {
        ["behavior-cloning"] = new BehaviorCloningAlgorithm { LearningRate = Rate },
        ["behavior-cloning-discrete"] = new BehaviorCloningAlgorithm { LearningRate = Rate },
        ["td3bc"] = new Td3BcAlgorithm { LearningRate = Rate, Discount = 0.9, Polyak = 0.1, PolicyNoise = 0 },
        ["iql"] = new IqlAlgorithm { LearningRate = Rate, Discount = 0.9, Polyak = 0.1, MaxWeight = 2 },
        ["cql"] = new CqlAlgorithm
        {
            ActorLearningRate = Rate, CriticLearningRate = Rate, Discount = 0.9, Polyak = 0.1, Alpha = 2, Temperature = 1.5, SampledActions = 3, LagrangeThreshold = 1,
        },
        ["cql-discrete"] = new CqlAlgorithm { CriticLearningRate = Rate, Discount = 0.9, Polyak = 0.1, Alpha = 2, Temperature = 1.5 },
    };

    public static TheoryData<string> Fixtures => [.. _algorithms.Keys];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void WeightsGoWhereTheReferencesGo(string name)
    {
        Fixture fixture = Fixture.Load(name);
        long[] states = fixture.Shape("batches.states"), actions = fixture.Shape("batches.actions"); // [batch, row, size]
        TransitionDataset sizes = OneStep((int)states[2], (int)actions[2], name.EndsWith("discrete", StringComparison.Ordinal) ? 4 : 0);
        var random = new SplitMix64(0);
        using PolicyLearner learner = (_algorithms[name] with { HiddenSizes = [8, 6], MaxAction = 1.5 }).CreateLearner(sizes, Steps, random);
        using PolicyNetwork policy = learner.Policy;
        Assert.Equal(fixture.NamesUnder("before."), learner.State.Keys.ToHashSet());
        Assert.Equal(fixture.NamesUnder("after."), learner.State.Keys.ToHashSet());
        foreach ((string weight, torch.Tensor tensor) in learner.State)
        {
            Assert.Equal(fixture.Shape("before." + weight), tensor.shape);
            Fill(tensor, fixture.Values("before." + weight));
        }

        // Weights drawn are those of the fixture now; noise is what its generator drew.
        random.State = 13;
        using var batch = new TransitionBatch(sizes, (int)states[1], contextLength: 1, withNext: true);
        var losses = new List<float>();
        for (int step = 0; step < Steps; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            Fill(batch.States, fixture.Entry("batches.states", step));
            Fill(batch.Actions, fixture.Entry("batches.actions", step));
            Fill(batch.NextStates, fixture.Entry("batches.nextStates", step));
            Fill(batch.Rewards, fixture.Entry("batches.rewards", step));
            Fill(batch.Continues, fixture.Entry("batches.continues", step));
            learner.MetricSums[0] = 0;
            learner.TakeStep(batch, step);
            losses.Add((float)learner.MetricSums[0]);
        }

        fixture.AssertClose("losses", losses.ToArray(), Tolerance);
        foreach ((string weight, torch.Tensor tensor) in learner.State)
            fixture.AssertClose("after." + weight, MemoryMarshal.Cast<byte, float>(tensor.bytes), Tolerance);
    }

    private static TransitionDataset OneStep(int stateSize, int actionSize, int actionCount)
    {
        var builder = new TransitionDatasetBuilder(stateSize, actionSize, actionCount);
        builder.BeginEpisode();
        builder.Add(new float[stateSize], new float[actionSize], 0, terminal: true);
        return builder.Build();
    }

    private static void Fill(torch.Tensor tensor, ReadOnlySpan<float> values) => values.CopyTo(MemoryMarshal.Cast<byte, float>(tensor.bytes));
}
