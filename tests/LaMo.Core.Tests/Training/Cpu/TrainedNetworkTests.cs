using LaMo.Core.Networks;
using LaMo.Core.Tests.Kernels;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Training;
using LaMo.Core.Training.Cpu;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training.Cpu;

/// <summary>The gradient in vector code against libtorch's, and against differences of its own loss.</summary>
public class TrainedNetworkTests
{
    private static readonly DecisionTransformerConfig _config = SmallNetwork.VectorConfig with { Transformer = SmallNetwork.VectorConfig.Transformer with { Layers = 3 } };
    private static readonly DecisionTransformerConfig _screen = SmallAtariNetwork.Config with { Transformer = _config.Transformer, Adaptation = _config.Adaptation };

    public static TheoryData<string, DecisionTransformerConfig> Networks => new()
    {
        { "LaMo", _config },
        { "all of LaMo", _config with { Adaptation = _config.Adaptation with { Full = true } } },
        { "layer norms and the last block", _config with { Adaptation = new Adaptation { Lora = null, LayerNorms = true, LastBlocks = 1, EmbeddersAndHead = false } } },
        { "Decision Transformer", _config with { Adaptation = Adaptation.FineTuning, MlpEmbedding = false, Transformer = _config.Transformer with { Heads = 1, Activation = Gpt2Activation.Relu } } },
        { "one block", _config with { Transformer = _config.Transformer with { Layers = 1, Width = 80, Heads = 5 } } },
        { "one step", _config with { ContextLength = 1 } },
        { "a long context", _config with { ContextLength = 23, MaxEpisodeLength = 40, Transformer = _config.Transformer with { Layers = 2 } } },
        { "discrete actions", _config with { ActionCount = 4, ActionSize = 1 } },
        { "discrete actions, linear", _config with { ActionCount = 20, ActionSize = 1, MlpEmbedding = false } },
        { "Wiki-RL", _config with { MlpEmbedding = false, SharedProjections = true, ExtendPositions = true, Adaptation = Adaptation.FineTuning } },
        { "Wiki-RL, episodes longer than is embedded", _config with { MlpEmbedding = false, SharedProjections = true, ExtendPositions = true, Transformer = _config.Transformer with { Positions = 64 }, Adaptation = Adaptation.FineTuning } },
        { "Wiki-RL, discrete", _config with { ActionCount = 5, ActionSize = 1, MlpEmbedding = false, SharedProjections = true, ActionTanh = false } },
        { "time before the layer norm, and a linear head", _config with { NormalizeBeforeTime = false, MlpHead = false } },
        { "states as wide as a lane, actions wider", _config with { StateSize = 16, ActionSize = 17 } },
        { "images", _screen },
        { "images, linear", _screen with { MlpEmbedding = false } },
        { "images, frozen embedders", _screen with { Adaptation = _config.Adaptation with { EmbeddersAndHead = false } } },
    };

    [VectorTheory]
    [MemberData(nameof(Networks))]
    public void GradientIsLibtorchs(string what, DecisionTransformerConfig config)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(config);
        network.train();
        WindowBatch batch = Windows(config, 19, out int steps);
        var trained = TrainedNetwork.TryCreate(network, 64, new DropoutGenerator(1));
        Assert.NotNull(trained);
        float expectedLoss = ActionLoss.Backward(network, batch, steps).item<float>();
        Dictionary<string, float[]> expected = TakeGradients(network);
        // Twice, since what one step leaves behind must not reach the next.
        for (int repetition = 0; repetition < 2; repetition++)
        {
            Assert.Equal(expectedLoss, trained.Backward(batch, steps), 1e-5f * expectedLoss);
            Dictionary<string, float[]> actual = TakeGradients(network);
            Assert.Equal(expected.Keys, actual.Keys);
            foreach ((string name, float[] gradient) in expected)
            {
                double norm = Math.Sqrt(gradient.Sum(g => (double)g * g)), error = Math.Sqrt(gradient.Zip(actual[name]).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
                Assert.True(error <= 1e-4 * norm + 1e-7, $"{what}: {name} is off by {error} of {norm}");
            }
        }
    }

    [VectorTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void AnyNumberOfThreadsGivesTheSameButForRoundingAndItselfToTheBit(int threads)
    {
        using DisposeScope scope = NewDisposeScope();
        DecisionTransformerConfig config = _config with { Transformer = _config.Transformer with { ResidualDropout = 0.2 } };
        using DecisionTransformer network = SmallNetwork.Create(config);
        network.train();
        WindowBatch batch = Windows(config, 19, out int steps);
        (double loss, Dictionary<string, float[]> gradients) = Gradients(3);
        (double loss, Dictionary<string, float[]> gradients) first = Gradients(threads), second = Gradients(threads);
        Assert.Equal(first.loss, second.loss);
        Assert.Equal(loss, first.loss);
        foreach ((string name, float[] gradient) in gradients)
        {
            Assert.Equal(first.gradients[name], second.gradients[name]);
            Assert.Equal(gradient, first.gradients[name], (a, b) => Math.Abs(a - b) <= 1e-5f);
        }

        (double, Dictionary<string, float[]>) Gradients(int number)
        {
            using IDisposable? used = LibtorchThreads.Use(number);
            double sum = TrainedNetwork.TryCreate(network, 64, new DropoutGenerator(5))!.Backward(batch, steps);
            return (sum, TakeGradients(network));
        }
    }

    [VectorFact]
    public void GradientsTooLargeForAllThreadsAreThoseOfFewer()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(_config);
        network.train();
        WindowBatch batch = Windows(_config, 19, out int steps);
        long size = network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());
        // Rows are padded to whole lanes, so that three threads' are somewhat larger.
        Assert.Equal(Gradients(2, long.MaxValue), Gradients(5, 3 * size));
        Assert.Equal(Gradients(1, long.MaxValue), Gradients(5, 1));

        IEnumerable<float> Gradients(int threads, long limit)
        {
            using IDisposable? used = LibtorchThreads.Use(threads);
            TrainedNetwork.TryCreate(network, 64, new DropoutGenerator(5), limit)!.Backward(batch, steps);
            return TakeGradients(network).Values.SelectMany(gradient => gradient);
        }
    }

    [VectorFact]
    public void GradientWithDropoutIsTheSlopeOfTheLossWithTheSameMasks()
    {
        using DisposeScope scope = NewDisposeScope();
        DecisionTransformerConfig config = _config with
        {
            Transformer = _config.Transformer with { Layers = 2, ResidualDropout = 0.2, AttentionDropout = 0.3, EmbeddingDropout = 0.1 },
            Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 16, Alpha = 8, Dropout = 0.2 }, Full = true },
        };
        using DecisionTransformer network = SmallNetwork.Create(config);
        network.train();
        WindowBatch batch = Windows(config, 3, out int steps);
        double Loss() => TrainedNetwork.TryCreate(network, 64, new DropoutGenerator(5))!.Backward(batch, steps);
        Loss();
        Dictionary<string, float[]> gradients = TakeGradients(network);
        foreach ((string name, Parameter parameter) in network.named_parameters().Where(named => gradients.ContainsKey(named.name)))
        {
            double slope = gradients[name].Sum(g => (double)g * g), norm = Math.Sqrt(slope);
            if (norm < 1e-4)
                continue;
            float step = (float)(4e-3 / norm);
            Tensor direction = tensor(gradients[name], parameter.shape) * step;
            double above = Moved(direction), below = Moved(-2 * direction);
            Moved(direction);
            Assert.Equal(slope, (above - below) / (2 * step), 0.03 * slope);

            double Moved(Tensor by)
            {
                using (no_grad())
                    parameter.add_(by);
                double loss = Loss();
                TakeGradients(network);
                return loss;
            }
        }
    }

    [VectorFact]
    public void MasksAreThoseOfTheGeneratorAndOthersInEveryStep()
    {
        using DisposeScope scope = NewDisposeScope();
        DecisionTransformerConfig config = _config with { Transformer = _config.Transformer with { ResidualDropout = 0.2 } };
        using DecisionTransformer network = SmallNetwork.Create(config);
        network.train();
        WindowBatch batch = Windows(config, 4, out int steps);
        double[] Losses()
        {
            var trained = TrainedNetwork.TryCreate(network, 64, new DropoutGenerator(5));
            return [.. Enumerable.Range(0, 3).Select(_ => trained!.Backward(batch, steps))];
        }
        double[] losses = Losses();
        Assert.Equal(3, losses.Distinct().Count());
        Assert.Equal(losses, Losses());
    }

    [Fact]
    public void NetworksThatVectorsDoNotDivideAndFewWindowsAndBFloat16AreLibtorchs()
    {
        using DecisionTransformer narrow = SmallNetwork.Create(), wide = SmallNetwork.Create(_config);
        Assert.Null(TrainedNetwork.TryCreate(wide, 7, new DropoutGenerator(1)));
        wide.Precision = Precision.BFloat16;
        Assert.Null(TrainedNetwork.TryCreate(wide, 64, new DropoutGenerator(1)));
        Assert.Null(TrainedNetwork.TryCreate(narrow, 64, new DropoutGenerator(1)));
    }

    private static WindowBatch Windows(DecisionTransformerConfig config, int count, out int steps)
    {
        var random = new Random(4);
        var batch = new WindowBatch(count, config.ContextLength, config.StateSize, config.ActionSize);
        steps = 0;
        for (int window = 0; window < count; window++)
        {
            int length = window % 3 == 0 ? 1 + random.Next(config.ContextLength) : config.ContextLength;
            steps += length;
            batch.Fill(window, Values(length * config.StateSize), [.. Values(length * config.ActionSize).Select(a => config.ActionCount > 0 ? MathF.Floor((a + 1) * config.ActionCount / 2) : a)],
                Values(length), [.. Enumerable.Range(window, length)]);
        }
        return batch;

        float[] Values(int number) => [.. Enumerable.Range(0, number).Select(_ => 2 * random.NextSingle() - 1)];
    }

    private static Dictionary<string, float[]> TakeGradients(DecisionTransformer network)
    {
        var gradients = new Dictionary<string, float[]>();
        foreach ((string name, Parameter parameter) in network.named_parameters())
            if (parameter.grad is Tensor gradient)
            {
                gradients.Add(name, gradient.contiguous().data<float>().ToArray());
                using (no_grad())
                    gradient.zero_();
            }
        return gradients;
    }
}
