using LaMo.Core.Tests.Training;
using LaMo.Core.WikiRL;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.WikiRL;

public class SimilarityLossTests
{
    [Fact]
    public void SumsTheLargestCosineOfEachToken()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centres = tensor([2.0, 0, 0, 3], 2, 2);
        // cos 0 and 1, of a 3-4-5 triangle 0.6 and 0.8, and opposite to one and square to the other.
        Tensor inputs = tensor([0.0, 7, 3, 4, -1, 0], 1, 1, 3, 2);
        Assert.Equal(-(1 + 0.8 + 0), SimilarityLoss.Sum(inputs, centres, ones(1, 1)).item<double>(), 12);
    }

    [Fact]
    public void PaddingDoesNotCount()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centres = GradientCheck.Normal(1, 4, 5), inputs = GradientCheck.Normal(2, 2, 3, 3, 5);
        Tensor mask = tensor([0.0, 1, 1, 0, 0, 1], 2, 3);
        double expected = SimilarityLoss.Sum(inputs.narrow(0, 0, 1).narrow(1, 1, 2), centres, ones(1, 2)).item<double>() + SimilarityLoss.Sum(inputs.narrow(0, 1, 1).narrow(1, 2, 1), centres, ones(1, 1)).item<double>();
        Assert.Equal(expected, SimilarityLoss.Sum(inputs, centres, mask).item<double>(), 10);
    }

    [Fact]
    public void GradientIsRight()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centres = GradientCheck.Normal(3, 6, 4), mask = tensor([1.0, 0, 1, 1], 2, 2);
        GradientCheck.Assert(inputs => SimilarityLoss.Sum(inputs, centres, mask), GradientCheck.Normal(4, 2, 2, 3, 4));
    }
}
