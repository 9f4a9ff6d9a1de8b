using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class InitializationTests
{
    [Fact]
    public void ALinearLayerDrawsWhatPyTorchDraws()
    {
        manual_seed(0);
        using var linear = Linear(2, 2);
        // torch.manual_seed(0); torch.nn.Linear(2, 2), to the four decimals that PyTorch prints.
        AssertClose([-0.0053, 0.3793, -0.5820, -0.5204], linear.weight, 5.1e-5);
        AssertClose([-0.2723, 0.1896], linear.bias!, 5.1e-5);
    }

    [Fact]
    public void LayersDrawTheWeightThenTheBiasUniformlyWithinTheInverseRootOfTheirInputs()
    {
        manual_seed(1);
        using var linear = Linear(16, 3);
        using var convolution = Conv2d(4, 2, 3);
        manual_seed(1);
        AssertClose(empty(3, 16).uniform_(-0.25, 0.25), linear.weight, 1e-7);
        AssertClose(empty(3).uniform_(-0.25, 0.25), linear.bias!, 1e-7);
        AssertClose(empty(2, 4, 3, 3).uniform_(-1.0 / 6, 1.0 / 6), convolution.weight, 1e-7);
        AssertClose(empty(2).uniform_(-1.0 / 6, 1.0 / 6), convolution.bias!, 1e-7);
    }

    [Fact]
    public void AnEmbeddingDrawsFromTheNormalDistribution()
    {
        manual_seed(2);
        using var embedding = Embedding(5, 7);
        manual_seed(2);
        AssertClose(empty(5, 7).normal_(), embedding.weight!, 0);
    }

    [Fact]
    public void ALayerNormStartsAsTheIdentity()
    {
        using var norm = LayerNorm(3);
        AssertClose([1, 1, 1], norm.weight);
        AssertClose([0, 0, 0], norm.bias!);
    }

    [Fact]
    public void FillsChangeTheTensorOutsideOfTheGraph()
    {
        using var parameter = Parameter(empty(2, 2));
        Assert.Same(parameter, init.zeros_(parameter));
        AssertClose([0, 0, 0, 0], parameter);
        AssertClose([1, 1, 1, 1], init.ones_(parameter));
        AssertClose([2.5, 2.5, 2.5, 2.5], init.constant_(parameter, 2.5));
        init.normal_(parameter, 100, 0.01);
        Assert.All(Of(parameter), value => Assert.Equal(100, value, 1.0));
        Assert.True(parameter.is_leaf);
    }

    [Fact]
    public void GainsAreTheUsualOnes()
    {
        Assert.Equal(1, init.calculate_gain(init.NonlinearityType.Linear));
        Assert.Equal(5.0 / 3, init.calculate_gain(init.NonlinearityType.Tanh));
        Assert.Equal(Math.Sqrt(2), init.calculate_gain(init.NonlinearityType.ReLU));
        Assert.Equal(Math.Sqrt(2 / 1.25), init.calculate_gain(init.NonlinearityType.LeakyReLU, 0.5), 1e-12);
    }

    [Fact]
    public void FansCountKernelPositions()
    {
        Assert.Equal((3, 2), init.CalculateFanInAndFanOut(empty(2, 3)));
        Assert.Equal((3 * 20, 2 * 20), init.CalculateFanInAndFanOut(empty(2, 3, 4, 5)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(empty(2)));
    }

    [Fact]
    public void XavierAndKaimingScaleWithTheFans()
    {
        void SameDraws(Func<Tensor, Tensor> expected, Func<Tensor, Tensor> actual)
        {
            manual_seed(3);
            using var wanted = expected(empty(4, 12));
            manual_seed(3);
            AssertClose(wanted, actual(empty(4, 12)), 1e-6);
        }
        var xavier = Math.Sqrt(6.0 / 16);
        SameDraws(values => values.uniform_(-2 * xavier, 2 * xavier), values => init.xavier_uniform_(values, gain: 2));
        SameDraws(values => values.uniform_(-Math.Sqrt(0.5), Math.Sqrt(0.5)), values => init.kaiming_uniform_(values));
        SameDraws(values => values.normal_(0, Math.Sqrt(0.5)), values => init.kaiming_normal_(values, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU));
    }
}
