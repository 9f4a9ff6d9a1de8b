using LaMo.Core.BehaviorCloning;
using LaMo.Core.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.BehaviorCloning;

public class BehaviorCloningLossTests
{
    [Fact]
    public void ContinuousLossIsTheMeanSquaredError()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor predicted = tensor([1.0, 2.0, 3.0, 4.0], 2, 2), actions = tensor([1.0, 0.0, 3.0, 3.0], 2, 2);
        Assert.Equal((4 + 1) / 4.0, BehaviorCloningLoss.Continuous(predicted, actions).item<double>(), 12);
        GradientCheck.Assert(x => BehaviorCloningLoss.Continuous(x, actions), predicted);
    }

    [Fact]
    public void DiscreteLossIsTheMeanNegativeLogLikelihood()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([0.0, Math.Log(3), 0.0, 0.0], 2, 2), actions = tensor([1f, 0f], 2, 1);
        Assert.Equal((-Math.Log(0.75) - Math.Log(0.5)) / 2, BehaviorCloningLoss.Discrete(logits, actions).item<double>(), 12);
        GradientCheck.Assert(x => BehaviorCloningLoss.Discrete(x, actions), logits);
    }
}
