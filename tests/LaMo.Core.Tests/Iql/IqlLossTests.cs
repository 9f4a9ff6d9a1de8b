using LaMo.Core.Iql;
using LaMo.Core.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Iql;

public class IqlLossTests
{
    [Fact]
    public void ValueLossWeighsWhatIsAboveByTheExpectile()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor advantages = tensor([2.0, -1.0]);
        Assert.Equal((0.7 * 4 + 0.3 * 1) / 2, IqlLoss.Value(advantages, expectile: 0.7).item<double>(), 12);
        GradientCheck.Assert(x => IqlLoss.Value(x, expectile: 0.7), GradientCheck.Normal(1, 20));
    }

    [Fact]
    public void ValueLossIsLowestAtTheExpectile()
    {
        // The 0.9-expectile m of values 0 and 1 satisfies 0.9 (1 - m) = 0.1 m.
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor([0.0, 1.0]), value = tensor(0.9).requires_grad_(true);
        IqlLoss.Value(values - value, expectile: 0.9).backward();
        Assert.Equal(0, value.grad!.item<double>(), 12);
    }

    [Fact]
    public void PolicyLossWeighsByTheAdvantageUpToABound()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor advantages = tensor([0.0, 1.0, 9.0]), logDensity = tensor([-1.0, -2.0, -3.0]);
        double expected = (1 + Math.Exp(3) * 2 + 100 * 3) / 3;
        Assert.Equal(expected, IqlLoss.Policy(advantages, logDensity, inverseTemperature: 3, maxWeight: 100).item<double>(), 10);
        GradientCheck.Assert(x => IqlLoss.Policy(advantages, x, inverseTemperature: 3, maxWeight: 100), logDensity);
    }
}
