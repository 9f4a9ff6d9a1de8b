using LaMo.Core.Td3Bc;
using LaMo.Core.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Td3Bc;

public class Td3BcLossTests
{
    [Fact]
    public void ValueIsWeighedByItsOwnSize()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor([3.0, -1.0]), predicted = tensor([0.5, 0.0], 2, 1), actions = tensor([0.0, 1.0], 2, 1);
        // lambda = 2.5 / 2, the mean value is 1, the mean squared error 1.25 / 2.
        Assert.Equal(0.625 - 1.25, Td3BcLoss.Actor(values, predicted, actions, alpha: 2.5).item<double>(), 12);
        Assert.Equal(0.625 - 1.25, Td3BcLoss.Actor(values * 100, predicted, actions, alpha: 2.5).item<double>(), 12);
    }

    [Fact]
    public void GradientIsRight()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = GradientCheck.Normal(1, 5), predicted = GradientCheck.Normal(2, 5, 3), actions = GradientCheck.Normal(3, 5, 3);
        GradientCheck.Assert(x => Td3BcLoss.Actor(values, x, actions, alpha: 2.5), predicted);
        // The weight is not differentiated: with one that is held at its value the loss is linear in the values.
        using Tensor variable = values.detach().clone().requires_grad_(true);
        Td3BcLoss.Actor(variable, predicted, actions, alpha: 2.5).backward();
        double expected = -2.5 / values.abs().mean().item<double>() / 5;
        Assert.All(variable.grad!.data<double>().ToArray(), gradient => Assert.Equal(expected, gradient, 12));
    }
}
