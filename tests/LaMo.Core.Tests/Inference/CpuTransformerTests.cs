using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Trajectories;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Inference;

/// <summary>Scoring in vector code against the network's own forward pass: the same function, to rounding.</summary>
public class CpuTransformerTests
{
    private static readonly DecisionTransformerConfig _config = SmallNetwork.Config with
    {
        ContextLength = 7,
        MaxEpisodeLength = 40,
        Transformer = SmallNetwork.Config.Transformer with { Width = 32, Layers = 3, Heads = 2 },
    };

    public static TheoryData<int, int, int, int, Gpt2Activation> Shapes => new()
    {
        { 32, 2, 3, 7, Gpt2Activation.GeluNew },
        { 32, 1, 1, 1, Gpt2Activation.Relu },
        { 64, 1, 2, 2, Gpt2Activation.GeluNew },
        { 64, 1, 3, 7, Gpt2Activation.Relu },
        { 80, 5, 2, 4, Gpt2Activation.Relu },
        // Longer than a tile of keys, wider than a tile of columns, and work enough for several threads.
        { 192, 2, 2, 30, Gpt2Activation.GeluNew },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ActionsOfWholeEpisodesAreTheNetworksOwn(int width, int heads, int layers, int contextLength, Gpt2Activation activation)
    {
        using DecisionTransformer network = SmallNetwork.Create(_config with
        {
            ContextLength = contextLength,
            Transformer = _config.Transformer with { Width = width, Heads = heads, Layers = layers, Activation = activation },
        });
        (StepHistory history, WindowBatch windows) = Episodes(network.Config, [1, contextLength + 9, 2, contextLength]);
        float[] expected = Forward(network, windows);
        using var predictor = new ActionPredictor(network);
        AssertClose(expected, predictor.Predict(history, 0));
        AssertClose(expected, predictor.Predict(windows));
        AssertClose(expected[^(3 * network.Config.ActionSize)..], predictor.Predict(history, history.Count - 3));
    }

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(true, true, 4)]
    public void EveryKindOfEmbeddingAndHeadIsScored(bool normalizeBeforeTime, bool shared, int actionCount)
    {
        using DecisionTransformer network = SmallNetwork.Create(_config with
        {
            NormalizeBeforeTime = normalizeBeforeTime,
            MlpEmbedding = !shared,
            SharedProjections = shared,
            ActionCount = actionCount,
            ActionSize = actionCount > 0 ? 1 : 2,
        });
        (StepHistory history, WindowBatch windows) = Episodes(network.Config, [5, 12]);
        float[] expected = Forward(network, windows);
        using var predictor = new ActionPredictor(network);
        AssertClose(expected, predictor.Predict(history, 0));
    }

    [Fact]
    public void NetworksThatVectorsDoNotDivideAreScoredByTheirOwnForwardPass()
    {
        using DecisionTransformer narrow = SmallNetwork.Create();
        using DecisionTransformer wide = SmallNetwork.Create(_config);
        Assert.Null(CpuTransformer.TryCreate(narrow.Transformer));
        Assert.Equal(System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated, CpuTransformer.TryCreate(wide.Transformer) != null);
        (StepHistory history, WindowBatch windows) = Episodes(narrow.Config, [3, 9]);
        float[] expected = Forward(narrow, windows);
        using var predictor = new ActionPredictor(narrow);
        AssertClose(expected, predictor.Predict(history, 0));
    }

    [Fact]
    public void SavedWeightsAreThoseBeforeScoring()
    {
        using DecisionTransformer network = SmallNetwork.Create(_config);
        float[][] before = [.. network.ScoringState().Values.Select(Values)];
        using var predictor = new ActionPredictor(network);
        Assert.Equal(before, network.ScoringState().Values.Select(Values));
    }

    private static (StepHistory, WindowBatch) Episodes(DecisionTransformerConfig config, int[] lengths)
    {
        var random = new Random(1);
        var history = new StepHistory(config.ContextLength, config.StateSize, config.ActionSize, lengths.Sum());
        foreach (int length in lengths)
            for (int t = 0; t < length; t++)
            {
                int step = history.Add(beginsEpisode: t == 0, returnToGo: 2 * random.NextSingle(), timestep: t);
                foreach (ref float value in history.State(step))
                    value = 2 * random.NextSingle() - 1;
                foreach (ref float value in history.Action(step))
                    value = config.ActionCount > 0 ? random.Next(config.ActionCount) : 2 * random.NextSingle() - 1;
            }
        var windows = new WindowBatch(history.Count, config.ContextLength, config.StateSize, config.ActionSize);
        for (int step = 0; step < history.Count; step++)
            history.FillWindow(step, windows, step);
        return (history, windows);
    }

    private static float[] Forward(DecisionTransformer network, WindowBatch windows)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using NetworkInput input = NetworkInput.From(windows, CPU);
        Tensor actions = network.PredictLast(input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask);
        return Values(network.Config.ActionCount > 0 ? actions.softmax(-1) : actions);
    }

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-5f * (1 + Math.Abs(expected[i])));
    }
}
