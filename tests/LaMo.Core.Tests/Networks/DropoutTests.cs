using LaMo.Core.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Networks;

public class DropoutTests
{
    public static TheoryData<DropoutPlace> Places => DropoutPlaces.All;

    [Theory]
    [MemberData(nameof(Places))]
    public void TrainingDropsByTheGeneratorAndScoringDoesNot(DropoutPlace place)
    {
        using DisposeScope scope = NewDisposeScope();
        var generator = new DropoutGenerator(2);
        using DecisionTransformer network = place.Create(0.3, SmallNetwork.Config, generator), without = place.Create(0, SmallNetwork.Config);
        ulong[] state = generator.State.ToArray();
        float[] scored = Predict(network);
        Assert.Equal(Predict(without), scored);
        Assert.Equal(state, generator.State);

        network.train();
        float[] first = Predict(network), second = Predict(network);
        Assert.NotEqual(scored, first);
        Assert.NotEqual(first, second);
        state.CopyTo(generator.State);
        Assert.Equal(first, Predict(network));
    }

    [Fact]
    public void WithoutRatesNothingIsDrawn()
    {
        using DisposeScope scope = NewDisposeScope();
        var generator = new DropoutGenerator(2);
        using DecisionTransformer network = SmallNetwork.Create(dropout: generator);
        ulong[] state = generator.State.ToArray();
        float[] scored = Predict(network);
        network.train();
        Assert.Equal(scored, Predict(network));
        Assert.Equal(state, generator.State);
    }

    /// <summary>What a mask multiplies stays as it is on average, and so does all that is linear in it.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public void MeanOverDrawsIsTheValueWithoutDropout(DropoutPlace place)
    {
        const int Draws = 20_000;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using DecisionTransformer network = place.Create(0.3, SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { Layers = 1 } });
        foreach ((string name, Parameter parameter) in network.named_parameters())
            MakeLinear(name, parameter);

        Tensor tokens = randn(1, 4, SmallNetwork.Config.Transformer.Width), mask = Gpt2Model.CausalMask(4, CPU);
        Tensor expected = Residual(tokens);
        network.train();
        Tensor drawn = Residual(tokens.expand(Draws, -1, -1)), deviation = drawn.std(0), mean = drawn.mean([0]);
        Assert.True(deviation.mean().item<float>() > 0.05);
        Assert.True(((mean - expected[0]).abs() / (deviation + 1e-3)).max().item<float>() < 5 / Math.Sqrt(Draws));

        // The residual stream behind the only block, or before it.
        Tensor Residual(Tensor x) => place == DropoutPlace.Embeddings ? network.Transformer.DropEmbeddings(x) : Block().Transform(x, mask, null);

        Gpt2Block Block() => network.Transformer.named_modules().Select(named => named.module).OfType<Gpt2Block>().Single();

        // What comes between a mask and the stream is linear in it without the feed-forward part and, for LoRA's, with a part in the values alone.
        void MakeLinear(string name, Parameter parameter)
        {
            if (place != DropoutPlace.FeedForwardOutput && name.Contains(".mlp.c_proj.", StringComparison.Ordinal))
                parameter.zero_();
            if (name.EndsWith("lora_B", StringComparison.Ordinal))
                parameter.narrow(0, 0, 2 * SmallNetwork.Config.Transformer.Width).zero_();
            if (name.Contains("_proj.", StringComparison.Ordinal) || name.Contains("lora_", StringComparison.Ordinal))
                parameter.mul_(5);
        }
    }

    private static float[] Predict(DecisionTransformer network)
    {
        random.manual_seed(6);
        using IDisposable noGradient = no_grad();
        return network.PredictAll(randn(2, 4, 3), randn(2, 4, 2), randn(2, 4), arange(8).view(2, 4).to(ScalarType.Int64), ones(2, 4)).contiguous().data<float>().ToArray();
    }
}
