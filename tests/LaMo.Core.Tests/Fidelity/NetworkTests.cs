using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>Forward passes and gradients against the independent PyTorch program.</summary>
public class NetworkTests
{
    // The reference computes in double precision; single precision is within a few units of 1e-7 an operation.
    private const double ForwardTolerance = 1e-5;
    private const double RelativeGradientTolerance = 1e-4;

    [Theory]
    [InlineData("gpt2")]
    [InlineData("gpt2-lora")]
    public void LanguageModelScoresTokensAsTheReference(string name)
    {
        Fixture fixture = Fixture.Load(name);
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = fixture.Network(ReferenceNetworks.Of(name));
        Tensor tokens = tensor(fixture.Values("tokens"), fixture.Shape("tokens")).to(ScalarType.Int64);
        Tensor scores = network.ReadText(tokens, addPositions: true);
        fixture.AssertClose("scores", scores.data<float>().ToArray(), ForwardTolerance);

        Tensor loss = nn.functional.cross_entropy(scores.slice(1, 0, -1, 1).reshape(-1, scores.shape[2]), tokens.slice(1, 1, tokens.shape[1], 1).reshape(-1));
        fixture.AssertClose("loss", [loss.item<float>()], ForwardTolerance);
        loss.backward();
        AssertGradients(fixture, network, "transformer.");
    }

    [Theory]
    [InlineData("dt")]
    [InlineData("lamo")]
    public void PolicyPredictsActionsAsTheReference(string name)
    {
        Fixture fixture = Fixture.Load(name);
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = fixture.Network(ReferenceNetworks.Of(name));
        WindowBatch batch = fixture.Batch(0);
        long windows = batch.Size, steps = batch.ContextLength;
        Tensor actions = tensor(batch.Actions, [windows, steps, batch.ActionSize]);
        Tensor mask = tensor(batch.Mask, [windows, steps]), kept = mask.unsqueeze(-1);
        Tensor predicted = kept * network.PredictAll(
            tensor(batch.States, [windows, steps, batch.StateSize]), actions, tensor(batch.ReturnsToGo, [windows, steps]), tensor(batch.Timesteps, [windows, steps]), mask);
        fixture.AssertClose("predicted", predicted.data<float>().ToArray(), ForwardTolerance);

        Tensor loss = (predicted - actions * kept).square().sum() / (mask.sum() * batch.ActionSize);
        Assert.Equal(fixture.Values("losses")[0], loss.item<float>(), ForwardTolerance);
        loss.backward();
        AssertGradients(fixture, network, "");
    }

    private static void AssertGradients(Fixture fixture, DecisionTransformer network, string prefix)
    {
        (string Name, Parameter Parameter)[] trained =
            [.. network.named_parameters().Where(named => named.parameter.requires_grad && named.name.StartsWith(prefix, StringComparison.Ordinal))];
        Assert.Equal(fixture.NamesUnder("gradients."), trained.Select(named => named.Name).ToHashSet());
        foreach ((string name, Parameter parameter) in trained)
        {
            double largest = fixture.Values("gradients." + name).Max(Math.Abs);
            fixture.AssertClose("gradients." + name, parameter.grad!.contiguous().data<float>().ToArray(), RelativeGradientTolerance * largest);
        }
    }
}
