using System.Runtime.InteropServices;
using LaMo.Core.Inference;
using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Training.Cpu;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>Forward passes and gradients, libtorch's and the vector code's, against the independent PyTorch program.</summary>
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
    [InlineData("discrete")]
    public void PolicyPredictsActionsAsTheReference(string name)
    {
        Fixture fixture = Fixture.Load(name);
        using DecisionTransformer network = fixture.Network(ReferenceNetworks.Of(name));
        AssertPrediction(fixture, network, fixture.Batch(0), fixture.Values("losses")[0]);
    }

    [Fact]
    public void PolicyOfImagesAndDiscreteActionsPredictsAsTheReference()
    {
        Fixture fixture = Fixture.Load("atari");
        using DecisionTransformer network = fixture.Network(ReferenceNetworks.Atari);
        foreach ((string name, Parameter parameter) in network.named_parameters())
            if (!fixture.Names.Contains("weights." + name))
                FillByPattern(MemoryMarshal.Cast<byte, float>(parameter.bytes), 2 / Math.Sqrt(parameter.numel() / parameter.shape[0]));
        AssertPrediction(fixture, network, ScreenBatch(fixture, network.Config), fixture.Values("loss")[0]);
    }

    private static void AssertPrediction(Fixture fixture, DecisionTransformer network, WindowBatch batch, float expectedLoss)
    {
        using DisposeScope scope = NewDisposeScope();
        using NetworkInput input = NetworkInput.From(batch, network.Device);
        Tensor predicted = input.Mask.unsqueeze(-1) * network.PredictAll(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        fixture.AssertClose("predicted", predicted.data<float>().ToArray(), ForwardTolerance);

        Tensor loss = ActionLoss.Sum(network, batch) / (batch.Mask.Sum() * batch.ActionSize);
        Assert.Equal(expectedLoss, loss.item<float>(), ForwardTolerance);
        loss.backward();
        AssertGradients(fixture, network, "");
        if (MatrixProduct.IsSupported)
            AssertVectorCode(fixture, network, batch, expectedLoss);
    }

    private static void AssertVectorCode(Fixture fixture, DecisionTransformer network, WindowBatch batch, float expectedLoss)
    {
        foreach (Parameter parameter in network.parameters())
            parameter.grad?.zero_();
        double loss = TrainedNetwork.TryCreate(network, batch.Size, new DropoutGenerator(0))!.Backward(batch, batch.Mask.Sum() * batch.ActionSize);
        Assert.Equal(expectedLoss, loss, ForwardTolerance);
        AssertGradients(fixture, network, "");

        Assert.NotNull(CpuTransformer.TryCreate(network.Transformer));
        float[] predicted = new ActionPredictor(network).Predict(batch);
        int size = network.Config.OutputSize;
        for (int window = 0; window < batch.Size; window++)
        {
            float[] expected = [.. fixture.Entry("predicted", window)[^size..]];
            if (network.Config.ActionCount > 0)
                expected = [.. expected.Select(score => MathF.Exp(score) / expected.Sum(MathF.Exp))];
            for (int i = 0; i < size; i++)
                Assert.Equal(expected[i], predicted[window * size + i], ForwardTolerance);
        }
    }

    private static WindowBatch ScreenBatch(Fixture fixture, DecisionTransformerConfig config)
    {
        var batch = new WindowBatch((int)fixture.Shape("batch.mask")[0], config.ContextLength, config.StateSize, config.ActionSize);
        fixture.Values("batch.actions").CopyTo(batch.Actions);
        fixture.Values("batch.returnsToGo").CopyTo(batch.ReturnsToGo);
        fixture.Values("batch.mask").CopyTo(batch.Mask);
        for (int i = 0; i < batch.Timesteps.Length; i++)
            batch.Timesteps[i] = (long)fixture.Values("batch.timesteps")[i];
        for (int i = 0; i < batch.States.Length; i++)
            batch.States[i] = (float)Math.Floor(256 * (Pattern(i) + 0.5)) * batch.Mask[i / config.StateSize];
        return batch;
    }

    /// <summary>Numbers from -1/2 to 1/2, the same in tests/reference/fixtures.py.</summary>
    private static double Pattern(long i) => i * 40503 % 65521 / 65521.0 - 0.5;

    private static void FillByPattern(Span<float> values, double scale)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(Pattern(i) * scale);
    }

    private static void AssertGradients(Fixture fixture, DecisionTransformer network, string prefix)
    {
        (string Name, Parameter Parameter)[] trained =
            [.. network.named_parameters().Where(named => named.parameter.requires_grad && named.name.StartsWith(prefix, StringComparison.Ordinal))];
        Assert.Equal(fixture.NamesUnder("gradients."), trained.Select(named => named.Name).ToHashSet());
        foreach ((string name, Parameter parameter) in trained)
        {
            double largest = fixture.Values("gradients." + name).Max(Math.Abs);
            float[] gradient = parameter.grad!.contiguous().data<float>().ToArray();
            int every = (int)Math.Ceiling((double)gradient.Length / fixture.Values("gradients." + name).Length);
            fixture.AssertClose("gradients." + name, gradient.Where((_, i) => i % every == 0).ToArray(), RelativeGradientTolerance * largest);
        }
    }
}
