using LaMo.Core.Networks;
using LaMo.Core.Tests.Fidelity;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.GpuCheck;

/// <summary>The device's forward passes, gradients and optimiser steps against the figures of the independent PyTorch program, as LaMo.Core's tests compare the CPU's.</summary>
internal static class FidelityChecks
{
    private const double ForwardLimit = 1e-5;
    private const double GradientLimit = 1e-4;
    private const double StepsLimit = 1e-4;

    /// <summary>The values in tests/reference/fixtures.py.</summary>
    private static readonly TrainingOptions _options = new()
    {
        LearningRate = 4e-3, WeightDecay = 0.05, TransformerLearningRate = 1e-3, TransformerWeightDecay = 0, AdamEpsilon = 1e-6, WarmupSteps = 8, GradientClipNorm = 0.25,
    };

    private static readonly TrainingOptions _discreteOptions = _options with { GradientClipNorm = 1.2, TokenSchedule = new TokenSchedule { WarmupTokens = 50, FinalTokens = 200 } };

    public static IEnumerable<Finding> Run(Device device)
    {
        foreach (string name in (string[])["gpt2", "gpt2-lora"])
            foreach (Finding finding in Language(name, device))
                yield return finding;
        foreach (string name in (string[])["dt", "lamo", "discrete"])
        {
            foreach (Finding finding in Policy(name, device))
                yield return finding;
            yield return Steps(name, device);
        }
    }

    private static Finding[] Language(string name, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using var reference = new ReferenceFile(name);
        using DecisionTransformer network = reference.Network(ReferenceNetworks.Of(name), device);
        Tensor tokens = tensor(reference.Values("tokens"), reference.Shape("tokens")).to(ScalarType.Int64).to(device);
        Tensor scores = network.ReadText(tokens, addPositions: true);
        nn.functional.cross_entropy(scores.slice(1, 0, -1, 1).reshape(-1, scores.shape[2]), tokens.slice(1, 1, tokens.shape[1], 1).reshape(-1)).backward();
        return [new($"{name}: scores of next tokens", Distance(reference.Values("scores"), scores), ForwardLimit), Gradients(name, reference, network)];
    }

    private static Finding[] Policy(string name, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using var reference = new ReferenceFile(name);
        using DecisionTransformer network = reference.Network(ReferenceNetworks.Of(name), device);
        WindowBatch batch = reference.Batch(0);
        using NetworkInput input = NetworkInput.From(batch, device);
        Tensor predicted = network.PredictAll(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask) * input.Mask.unsqueeze(-1);
        (ActionLoss.Sum(network, batch) / (input.Mask.sum() * batch.ActionSize)).backward();
        return [new($"{name}: predicted actions", Distance(reference.Values("predicted"), predicted), ForwardLimit), Gradients(name, reference, network)];
    }

    private static Finding Steps(string name, Device device)
    {
        using var reference = new ReferenceFile(name);
        using DecisionTransformer network = reference.Network(ReferenceNetworks.Of(name), device);
        using var run = new TrainingRun(network.Config.ActionCount > 0 ? _discreteOptions : _options, network, new DropoutGenerator(0), Datasets.Linear(), seed: 0);
        for (int step = 0; step < reference.Values("losses").Length; step++)
        {
            WindowBatch batch = reference.Batch(step);
            run.TakeStep([batch], (int)batch.Mask.Sum());
        }
        return new($"{name}: weights after 20 steps", Trained(network).Max(named => Distance(reference.Values("trained." + named.Name), named.Parameter)), StepsLimit);
    }

    private static Finding Gradients(string name, ReferenceFile reference, DecisionTransformer network) => new($"{name}: gradients, relative", Trained(network)
        .Where(named => reference.NamesUnder("gradients.").Contains(named.Name))
        .Max(named => Distance(reference.Values("gradients." + named.Name), named.Parameter.grad!) / reference.Values("gradients." + named.Name).Max(Math.Abs)), GradientLimit);

    private static IEnumerable<(string Name, Parameter Parameter)> Trained(DecisionTransformer network) => network.named_parameters().Where(named => named.parameter.requires_grad);

    private static double Distance(float[] expected, Tensor actual) => expected.Zip(actual.detach().contiguous().data<float>().ToArray()).Max(pair => Math.Abs((double)pair.First - pair.Second));
}
