using LaMo.Core.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Networks;

public class DecisionTransformerTests
{
    private static readonly Random _random = new(4);

    [Theory]
    [InlineData("LaMo.txt", true)]
    [InlineData("DecisionTransformer.txt", false)]
    public void ParametersHaveTheNamesAndShapesOfTheGoldenFile(string golden, bool isLaMo)
    {
        using DecisionTransformer network = SmallNetwork.Create(isLaMo ? SmallNetwork.Config : SmallNetwork.Config with { MlpEmbedding = false, Adaptation = Adaptation.FineTuning });
        Assert.Equal(
            File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Networks", golden)),
            network.named_parameters().Select(named => $"{named.name} [{string.Join(", ", named.parameter.shape)}]").Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, DecisionTransformerConfig> Variants { get; } = new()
    {
        { "LaMo", SmallNetwork.Config },
        { "linear embedders", SmallNetwork.Config with { MlpEmbedding = false } },
        { "linear embedders without tanh", SmallNetwork.Config with { MlpEmbedding = false, ActionTanh = false } },
        { "shared projections", SmallNetwork.Config with { MlpEmbedding = false, SharedProjections = true } },
        { "layer norm after the timestep", SmallNetwork.Config with { NormalizeBeforeTime = false } },
        { "extended positions", SmallNetwork.Config with { ExtendPositions = true, Transformer = SmallNetwork.Config.Transformer with { Positions = 5 } } },
        { "no LoRA", SmallNetwork.Config with { Adaptation = Adaptation.Frozen } },
        { "relu and one head", SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { Activation = Gpt2Activation.Relu, Heads = 1 } } },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void ForwardPassEqualsTheEquationsInPlainLoops(string variant, DecisionTransformerConfig config)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(config);
        const int steps = 4;
        float[][] states = Vectors(steps, 3), actions = Vectors(steps, 2);
        float[] returnsToGo = Vector(steps);
        int[] timesteps = [9, 10, 11, 12]; // the last one is beyond the embedding's rows

        float[] predicted = Forward(network, states, actions, returnsToGo, timesteps, padding: 0);
        double[][] expected = new PlainDecisionTransformer(network).Forward(
            [.. states.Select(Widen)], [.. actions.Select(Widen)], Widen(returnsToGo), timesteps);
        Assert.True(expected.SelectMany(action => action).Zip(predicted).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5), variant);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadingTextEqualsTheEquationsInPlainLoops(bool addPositions)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { VocabularySize = 7, Positions = 6 } });
        int[] tokens = [3, 0, 6, 6, 1];
        using IDisposable noGradient = no_grad();
        float[] scores = network.ReadText(tensor(tokens.Select(token => (long)token).ToArray(), [1L, tokens.Length]), addPositions).contiguous().data<float>().ToArray();
        double[] expected = [.. new PlainDecisionTransformer(network).ReadText(tokens, addPositions).SelectMany(row => row)];
        Assert.Equal(expected, scores.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void TextNeedsATokenEmbedding()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        using Tensor tokens = zeros([1, 2], ScalarType.Int64);
        Assert.Throws<InvalidOperationException>(() => network.ReadText(tokens, addPositions: true));
    }

    [Fact]
    public void LastActionAloneEqualsTheLastOfAll()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        using IDisposable noGradient = no_grad();
        (Tensor s, Tensor a, Tensor r, Tensor t, Tensor m) = Input(Vectors(4, 3), Vectors(4, 2), Vector(4), [0, 1, 2, 3], padding: 1);
        Assert.True(network.PredictAll(s, a, r, t, m).select(1, 4).allclose(network.PredictLast(s, a, r, t, m), rtol: 1e-5, atol: 1e-6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void PaddingChangesNothing(int padding)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        float[][] states = Vectors(3, 3), actions = Vectors(3, 2);
        float[] returnsToGo = Vector(3);
        float[] alone = Forward(network, states, actions, returnsToGo, [0, 1, 2], padding: 0);
        float[] padded = Forward(network, states, actions, returnsToGo, [0, 1, 2], padding);
        Assert.Equal(alone, padded[(2 * padding)..], (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void AnActionDependsOnTheStepsUpToItsStateOnly()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        float[][] states = Vectors(5, 3), actions = Vectors(5, 2);
        float[] returnsToGo = Vector(5);
        int[] timesteps = [0, 1, 2, 3, 4];
        float[] before = Forward(network, states, actions, returnsToGo, timesteps, padding: 0);

        actions[2] = [9, -9]; // taken after the action of step 2 is chosen
        float[] afterAction = Forward(network, states, actions, returnsToGo, timesteps, padding: 0);
        Assert.Equal(before[..6], afterAction[..6]);
        Assert.NotEqual(before[6..8], afterAction[6..8]);

        states[2] = [5, 5, 5];
        float[] afterState = Forward(network, states, actions, returnsToGo, timesteps, padding: 0);
        Assert.Equal(before[..4], afterState[..4]);
        Assert.NotEqual(before[4..6], afterState[4..6]);
    }

    [Fact]
    public void FreshLoraChangesNothing()
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(1);
        using var network = new DecisionTransformer(SmallNetwork.Config, new DropoutGenerator(1));
        network.eval();
        float[][] states = Vectors(3, 3), actions = Vectors(3, 2);
        float[] returnsToGo = Vector(3);
        float[] fresh = Forward(network, states, actions, returnsToGo, [0, 1, 2], padding: 0);
        using (no_grad())
            foreach ((string name, Parameter parameter) in network.named_parameters())
                if (name.EndsWith("lora_A", StringComparison.Ordinal))
                    parameter.zero_();
        Assert.Equal(fresh, Forward(network, states, actions, returnsToGo, [0, 1, 2], padding: 0));
    }

    [Fact]
    public void GradientsEqualFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        float[][] states = Vectors(3, 3), actions = Vectors(3, 2);
        float[] returnsToGo = Vector(3);
        int[] timesteps = [0, 1, 2];
        double Loss()
        {
            double[][] predicted = new PlainDecisionTransformer(network).Forward([.. states.Select(Widen)], [.. actions.Select(Widen)], Widen(returnsToGo), timesteps);
            return predicted.Sum(action => action.Sum(value => value * value));
        }
        (Tensor s, Tensor a, Tensor r, Tensor t, Tensor m) = Input(states, actions, returnsToGo, timesteps, padding: 0);
        network.PredictAll(s, a, r, t, m).square().sum().backward();

        foreach ((string name, Parameter parameter) in network.named_parameters().Where(named => named.parameter.requires_grad && named.name != "embed_timestep.weight"))
        {
            long index = _random.NextInt64(parameter.numel());
            Span<float> values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(parameter.bytes);
            float original = values[(int)index];
            const float h = 1e-3f;
            values[(int)index] = original + h;
            double above = Loss();
            values[(int)index] = original - h;
            double below = Loss();
            values[(int)index] = original;
            double step = (double)(original + h) - (original - h);
            double analytic = parameter.grad!.flatten()[index].item<float>();
            Assert.True(Math.Abs((above - below) / step - analytic) < 1e-3 * Math.Max(1, Math.Abs(analytic)), $"{name}[{index}]: {(above - below) / step} against {analytic}");
        }
    }

    public static TheoryData<string, Adaptation, string[]> Adaptations { get; } = new()
    {
        { "LaMo", Adaptation.LaMo, ["lora_A", "lora_B", "c_attn.bias"] },
        { "frozen", Adaptation.Frozen, [] },
        { "layer norms", Adaptation.Frozen with { LayerNorms = true }, ["ln_1", "ln_2", "ln_f"] },
        { "attention", Adaptation.Frozen with { Attention = true }, ["attn"] },
        { "feed-forward", Adaptation.Frozen with { FeedForward = true }, ["mlp"] },
        { "tokens and positions", Adaptation.Frozen with { TokenEmbedding = true, PositionTable = true }, ["wte", "wpe"] },
        { "last block", Adaptation.Frozen with { LastBlocks = 1 }, ["h.1."] },
        { "LoRA and feed-forward", Adaptation.LaMo with { FeedForward = true }, ["lora_A", "lora_B", "c_attn.bias", "mlp"] },
        { "fine-tuning", Adaptation.FineTuning, ["."] },
    };

    [Theory]
    [MemberData(nameof(Adaptations))]
    public void AdaptationTrainsItsPartsOfTheTransformerAndNoOthers(string name, Adaptation adaptation, string[] trained)
    {
        using DecisionTransformer network = SmallNetwork.Create(SmallNetwork.Config with
        {
            Adaptation = adaptation,
            Transformer = SmallNetwork.Config.Transformer with { VocabularySize = 7, Positions = 6 },
        });
        Assert.All(network.named_parameters().Where(named => named.name.StartsWith("transformer.", StringComparison.Ordinal)),
            named => Assert.True(named.parameter.requires_grad == trained.Any(named.name.Contains), $"{name}: {named.name}"));
        Assert.All(network.OwnParameters, parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void OptionsThatDoNotFitTogetherAreRefused()
    {
        foreach ((DecisionTransformerConfig config, string message) in (ReadOnlySpan<(DecisionTransformerConfig, string)>)
        [
            (SmallNetwork.Config with { Transformer = new Gpt2Config { Width = 10, Heads = 4 } }, "multiple of the 4 attention heads"),
            (SmallNetwork.Config with { SharedProjections = true }, "need linear embedders"),
            (SmallNetwork.Config with { Adaptation = new Adaptation { LastBlocks = 3 } }, "Adaptation.LastBlocks must lie in 0 to 2"),
            (SmallNetwork.Config with { Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 0 } } }, "Adaptation.Lora.Rank must be positive"),
            (SmallNetwork.Config with { Adaptation = new Adaptation { Lora = new LoraConfig { Alpha = double.NaN } } }, "Adaptation.Lora.Alpha must be positive"),
            (SmallNetwork.Config with { Adaptation = new Adaptation { Lora = new LoraConfig { Dropout = 1 } } }, "Adaptation.Lora.Dropout must lie in [0, 1)"),
        ])
            Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionTransformer(config, new DropoutGenerator(1))).Message);
    }

    [Fact]
    public void NetworkOutlivesTheDisposeScopeItIsMadeIn()
    {
        DecisionTransformer network;
        using (NewDisposeScope())
            network = SmallNetwork.Create();
        Assert.Equal(49, network.parameters().Count(parameter => !parameter.IsInvalid));
        network.Dispose();
    }

    [Fact]
    public void DisposedNetworkLeavesNoTensor()
    {
        SmallNetwork.Create().Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        SmallNetwork.Create().Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static float[] Forward(DecisionTransformer network, float[][] states, float[][] actions, float[] returnsToGo, int[] timesteps, int padding)
    {
        using IDisposable noGradient = no_grad();
        (Tensor s, Tensor a, Tensor r, Tensor t, Tensor m) = Input(states, actions, returnsToGo, timesteps, padding);
        return network.PredictAll(s, a, r, t, m).contiguous().data<float>().ToArray();
    }

    /// <summary>One window; the padding holds values that would change the result if they were looked at.</summary>
    private static (Tensor States, Tensor Actions, Tensor ReturnsToGo, Tensor Timesteps, Tensor Mask) Input(
        float[][] states, float[][] actions, float[] returnsToGo, int[] timesteps, int padding)
    {
        float[][] Pad(float[][] rows) => [.. Enumerable.Repeat(rows[0].Select(_ => 3f).ToArray(), padding), .. rows];
        int length = padding + states.Length;
        return (
            tensor(Pad(states).SelectMany(row => row).ToArray(), [1L, length, states[0].Length]),
            tensor(Pad(actions).SelectMany(row => row).ToArray(), [1L, length, actions[0].Length]),
            tensor([.. Enumerable.Repeat(2f, padding), .. returnsToGo], [1L, length]),
            tensor([.. Enumerable.Repeat(1L, padding), .. timesteps.Select(t => (long)t)], [1L, length]),
            tensor([.. Enumerable.Repeat(0f, padding), .. returnsToGo.Select(_ => 1f)], [1L, length]));
    }

    private static float[][] Vectors(int count, int size) => [.. Enumerable.Range(0, count).Select(_ => Vector(size))];

    private static float[] Vector(int size) => [.. Enumerable.Range(0, size).Select(_ => 2 * _random.NextSingle() - 1)];

    private static double[] Widen(float[] values) => [.. values.Select(value => (double)value)];
}
