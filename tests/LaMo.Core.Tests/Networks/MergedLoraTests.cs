using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Networks;

public class MergedLoraTests
{
    [Fact]
    public void MergedNetworkPredictsTheSameAndUnmergesToTheLastBit()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        byte[][] weights = Weights(network);
        float[] apart = Predict(network);
        network.MergeLora();
        float[] merged = Predict(network);
        Assert.NotEqual(apart, merged); // rounded otherwise: it is another sum
        Assert.Equal(apart, merged, (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(weights, Weights(network));
        network.UnmergeLora();
        Assert.Equal(apart, Predict(network));
    }

    [Fact]
    public void TrainingGoesPastTheMergedWeights()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        network.MergeLora();
        network.train();
        Predict(network, withGradient: true);
        Assert.All(network.named_parameters().Where(named => named.name.Contains("lora_")), named => Assert.True(named.parameter.grad!.abs().sum().item<float>() > 0));
    }

    [Fact]
    public void MergingAgainTakesUpChangedWeights()
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create();
        network.MergeLora();
        using (no_grad())
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters())
                if (name.Contains("lora_B"))
                    parameter.mul_(-1);
        float[] apart = Predict(network, merged: false);
        network.MergeLora();
        Assert.Equal(apart, Predict(network), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void PredictorMergesAndLeavesNothingBehind()
    {
        var batch = new WindowBatch(1, SmallNetwork.Config.ContextLength, SmallNetwork.Config.StateSize, SmallNetwork.Config.ActionSize);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var predictor = new ActionPredictor(SmallNetwork.Create()))
            predictor.Predict(batch);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ReportCountsWhatIsTrained()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        ParameterReport report = network.CountParameters();
        long transformer = network.named_parameters().Where(named => named.name.StartsWith("transformer.", StringComparison.Ordinal)).Sum(named => named.parameter.numel());
        long lora = 2 * (12 * 16 + 48 * 4 + 48); // of two layers: A, B and the bias
        Assert.Equal(new ParameterCount(lora, transformer - lora), report.Transformer);
        Assert.Equal(transformer - lora, report.Network.Frozen);
        Assert.Equal(network.parameters().Sum(parameter => parameter.numel()), report.Network.Total);
        Assert.Equal(lora / (double)transformer, report.Transformer.TrainableShare);
        Assert.Equal("24 of 1000 parameters (2.4 %)", new ParameterCount(24, 976).ToString());
    }

    private static byte[][] Weights(DecisionTransformer network) => [.. network.state_dict().OrderBy(pair => pair.Key).Select(pair => pair.Value.bytes.ToArray())];

    private static float[] Predict(DecisionTransformer network, bool withGradient = false, bool merged = true)
    {
        random.manual_seed(6);
        using IDisposable? noGradient = withGradient ? null : no_grad();
        if (!merged)
            network.UnmergeLora();
        Tensor predicted = network.PredictAll(randn(2, 4, 3), randn(2, 4, 2), randn(2, 4), arange(8).view(2, 4).to(ScalarType.Int64), ones(2, 4));
        if (withGradient)
            predicted.square().sum().backward();
        return predicted.contiguous().data<float>().ToArray();
    }
}
