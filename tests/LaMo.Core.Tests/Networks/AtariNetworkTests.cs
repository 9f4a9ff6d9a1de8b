using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Networks;

/// <summary>Networks of images and discrete actions; what they compute is compared with PyTorch in <see cref="Fidelity.NetworkTests"/>.</summary>
public class AtariNetworkTests
{
    [Theory]
    [InlineData("AtariLaMo.txt", true)]
    [InlineData("AtariDecisionTransformer.txt", false)]
    public void ParametersHaveTheNamesAndShapesOfTheGoldenFile(string golden, bool isLaMo)
    {
        using DecisionTransformer network = SmallNetwork.Create(isLaMo ? SmallAtariNetwork.Config : SmallAtariNetwork.Config with { MlpEmbedding = false, Adaptation = Adaptation.FineTuning });
        Assert.Equal(
            File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Networks", golden)),
            network.named_parameters().Select(named => $"{named.name} [{string.Join(", ", named.parameter.shape)}]").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ConvolutionsAreTrainedWithTheEmbeddersAndCounted()
    {
        // 84 x 84 pixels become 20 x 20, 9 x 9 and 7 x 7.
        DecisionTransformerConfig config = SmallAtariNetwork.Config with { Image = new ImageShape(4, 84, 84), StateSize = 4 * 84 * 84, MlpEmbedding = false };
        using DecisionTransformer vectors = SmallNetwork.Create(config with { Image = null, StateSize = 1 });
        using DecisionTransformer images = SmallNetwork.Create(config);
        using DecisionTransformer frozen = SmallNetwork.Create(config with { Adaptation = Adaptation.LaMo with { EmbeddersAndHead = false } });
        const long convolutions = (32 * (4 * 64 + 1)) + (64 * (32 * 16 + 1)) + (64 * (64 * 9 + 1)), linear = 16 * (64 * 7 * 7 + 1);
        Assert.Equal(convolutions + linear, images.CountParameters().Network.Trainable - (vectors.CountParameters().Network.Trainable - 2 * 16));
        Assert.Equal(frozen.CountParameters().Transformer.Trainable, frozen.CountParameters().Network.Trainable);
    }

    [Fact]
    public void SharedProjectionScoresAnActionByItsEmbedding()
    {
        DecisionTransformerConfig config = SmallNetwork.Config with { ActionSize = 1, ActionCount = 4, MlpEmbedding = false, SharedProjections = true, ActionTanh = false };
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = SmallNetwork.Create(config);
        using IDisposable noGradient = no_grad();
        Tensor Predict() => network.PredictLast(ones(1, 2, 3), zeros(1, 2, 1), ones(1, 2), arange(2).view(1, 2), ones(1, 2));
        Tensor before = Predict();
        Parameter table = network.named_parameters().Single(named => named.name == "embed_action.weight").parameter;
        table[3].mul_(2); // an action that the window does not hold
        Tensor after = Predict();
        Assert.True(after.narrow(1, 0, 3).allclose(before.narrow(1, 0, 3)));
        Assert.True(after.narrow(1, 3, 1).allclose(2 * before.narrow(1, 3, 1)));
    }

    [Theory]
    [InlineData(36, true)]
    [InlineData(35, false)]
    public void FrameMustFitTheConvolutions(int side, bool fits)
    {
        var image = new ImageShape(1, side, 50);
        DecisionTransformerConfig config = SmallAtariNetwork.Config with { Image = image, StateSize = image.Size };
        if (fits)
            new DecisionTransformer(config, new DropoutGenerator(0)).Dispose();
        else
            Assert.Contains("at least 36 x 36 pixels", Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionTransformer(config, new DropoutGenerator(0))).Message);
    }

    [Fact]
    public void OptionsThatDoNotFitTogetherAreRefused()
    {
        Assert.Equal("StateSize", Assert.Throws<ArgumentOutOfRangeException>((SmallAtariNetwork.Config with { StateSize = 7 }).Validate).ParamName);
        Assert.Equal("ActionCount", Assert.Throws<ArgumentOutOfRangeException>((SmallAtariNetwork.Config with { ActionSize = 2 }).Validate).ParamName);
    }

    [Fact]
    public void DisposedNetworkLeavesNoTensor()
    {
        SmallNetwork.Create(SmallAtariNetwork.Config).Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        SmallNetwork.Create(SmallAtariNetwork.Config).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
