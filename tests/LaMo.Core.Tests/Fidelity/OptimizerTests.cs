using System.Runtime.InteropServices;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>Twenty optimiser steps on given batches against the independent PyTorch program.</summary>
public class OptimizerTests
{
    /// <summary>The values in tests/reference/fixtures.py: rates high enough to move weights a thousand times further than the tolerance.</summary>
    private static readonly TrainingOptions _options = new()
    {
        LearningRate = 4e-3,
        WeightDecay = 0.05,
        TransformerLearningRate = 1e-3,
        TransformerWeightDecay = 0,
        AdamEpsilon = 1e-6,
        WarmupSteps = 8,
        GradientClipNorm = 0.25,
    };

    private static readonly TrainingOptions _discreteOptions = _options with { GradientClipNorm = 1.2, TokenSchedule = new TokenSchedule { WarmupTokens = 50, FinalTokens = 200 } };

    [Theory]
    [InlineData("dt", false)]
    [InlineData("lamo", false)]
    [InlineData("discrete", false)]
    [InlineData("dt", true)]
    [InlineData("lamo", true)]
    [InlineData("discrete", true)]
    public void WeightsGoWhereTheReferencesGo(string name, bool inVectorCode)
    {
        const double tolerance = 1e-4;
        Fixture fixture = Fixture.Load(name);
        using DecisionTransformer network = fixture.Network(ReferenceNetworks.Of(name));
        // Libtorch computes what are few windows.
        TrainingOptions options = (network.Config.ActionCount > 0 ? _discreteOptions : _options) with { BatchSize = inVectorCode ? 8 : 1 };
        using var run = new TrainingRun(options, network, new DropoutGenerator(0), Datasets.Linear(), seed: 0);
        var losses = new List<float>();
        for (int step = 0; step < fixture.Values("losses").Length; step++)
        {
            WindowBatch batch = fixture.Batch(step);
            run.TakeStep([batch], (int)batch.Mask.Sum());
            losses.Add((float)run.TakeMeanLoss());
        }

        Assert.Equal(20, losses.Count);
        fixture.AssertClose("losses", losses.ToArray(), tolerance);
        (string Name, Parameter Parameter)[] trained = [.. network.named_parameters().Where(named => named.parameter.requires_grad)];
        Assert.Equal(fixture.NamesUnder("trained."), trained.Select(named => named.Name).ToHashSet());
        foreach ((string parameterName, Parameter parameter) in trained)
            fixture.AssertClose("trained." + parameterName, MemoryMarshal.Cast<byte, float>(parameter.bytes), tolerance);
    }
}
