using LaMo.Core.Cql;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Cql;

public class CqlLossTests
{
    [Fact]
    public void DiscretePenaltyIsTheSoftMaximumAboveTheData()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor([1.0, 2.0, 0.0, 5.0], 2, 2), recorded = tensor([2.0, 0.0]);
        double Soft(double a, double b, double temperature) => temperature * Math.Log(Math.Exp(a / temperature) + Math.Exp(b / temperature));
        foreach (double temperature in (double[])[1, 0.5])
            Assert.Equal((Soft(1, 2, temperature) - 2 + Soft(0, 5, temperature)) / 2, CqlLoss.Discrete(values, recorded, temperature).item<double>(), 12);
        GradientCheck.Assert(x => CqlLoss.Discrete(x, x.select(1, 0), temperature: 0.5), values);
    }

    [Fact]
    public void ContinuousPenaltyIsThatOfCountedActionsWhereAllAreSampledEquallyOften()
    {
        using DisposeScope scope = NewDisposeScope();
        // Two critics, three rows, four actions: with log density 0, every action is counted once.
        Tensor sampled = GradientCheck.Normal(1, 2, 3, 4), recorded = GradientCheck.Normal(2, 2, 3), densities = zeros(3, 4, ScalarType.Float64);
        Tensor penalties = CqlLoss.Continuous(sampled, densities, recorded, temperature: 2);
        for (int critic = 0; critic < 2; critic++)
            Assert.Equal(CqlLoss.Discrete(sampled[critic], recorded[critic], temperature: 2).item<double>(), penalties[critic].item<double>(), 12);
        // Where an action is twice as likely to be sampled it counts half.
        Tensor likely = zeros(3, 4, ScalarType.Float64) + Math.Log(2);
        Assert.Equal(penalties[0].item<double>() - Math.Log(2), CqlLoss.Continuous(sampled, likely, recorded, temperature: 2)[0].item<double>(), 12);
    }

    [Fact]
    public void ContinuousGradientIsRight()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sampled = GradientCheck.Normal(1, 2, 3, 4), recorded = GradientCheck.Normal(2, 2, 3), densities = GradientCheck.Normal(3, 3, 4);
        GradientCheck.Assert(x => CqlLoss.Continuous(x, densities, recorded, temperature: 0.7).sum(), sampled);
        GradientCheck.Assert(x => CqlLoss.Continuous(sampled, densities, x, temperature: 0.7).sum(), recorded);
    }

    [Fact]
    public void SquashedSamplesHaveTheDensityThatIsTold()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor means = tensor([0.3, -0.5]).unsqueeze(0), logDeviations = tensor([-0.7, 0.2]).unsqueeze(0), noise = tensor([0.4, -1.1]).unsqueeze(0);
        (Tensor values, Tensor logDensity) = Gaussian.SampleTanh(means, logDeviations, noise);
        // By the change of variables from the normal density at atanh(value).
        Tensor points = 0.5 * ((1 + values) / (1 - values)).log();
        double expected = (Gaussian.LogDensity(points, means, logDeviations) - (1 - values.square()).log().sum([-1])).item<double>();
        Assert.Equal(expected, logDensity.item<double>(), 10);
        GradientCheck.Assert(x => Gaussian.SampleTanh(x, logDeviations, noise).LogDensity.sum(), means);
        GradientCheck.Assert(x => Gaussian.SampleTanh(means, x, noise).Values.sum(), logDeviations);
        GradientCheck.Assert(x => Gaussian.LogDensity(points, x, logDeviations).sum(), means);
        GradientCheck.Assert(x => Gaussian.LogDensity(points, means, x).sum(), logDeviations);
    }

    [Fact]
    public void DensityIsFiniteAtTheBounds()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = tensor([40.0f, -40.0f]).unsqueeze(0);
        Assert.True(float.IsFinite(Gaussian.SampleTanh(zeros(1, 2), zeros(1, 2), noise).LogDensity.item<float>()));
    }
}
