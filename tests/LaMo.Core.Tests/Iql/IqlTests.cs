using LaMo.Core.Iql;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Training;

namespace LaMo.Core.Tests.Iql;

public class IqlTests
{
    private static readonly IqlAlgorithm _algorithm = new() { HiddenSizes = [64, 64], LearningRate = 3e-3, Discount = Corridor.Discount, Polyak = 0.05 };

    [Fact]
    public void FindsANearlyBestPolicyInDataOfABadOne()
    {
        IqlAlgorithm algorithm = _algorithm with { Expectile = 0.9, InverseTemperature = 10, MaxWeight = 1e5 };
        using PolicyNetwork policy = Corridor.Train(Corridor.Continuous(), algorithm, steps: 1500);
        double[] best = Corridor.BestValues(), reached = Corridor.ValuesOf(policy);
        // It never asks for an action outside the data, where those near 1 are rare.
        for (int cell = 0; cell < Corridor.Cells; cell++)
            Assert.InRange(reached[cell], 0.8 * best[cell], best[cell] + 1e-6);
    }

    [Fact]
    public void ValuesAreThoseOfTheDataAtTheMeanAndHigherAboveIt()
    {
        using PolicyNetwork mean = Corridor.Train(Corridor.Continuous(), _algorithm with { Expectile = 0.5, NormalizeRewards = true }, steps: 1500);
        using PolicyNetwork high = Corridor.Train(Corridor.Continuous(), _algorithm with { Expectile = 0.9, NormalizeRewards = true }, steps: 1500);
        double[] recorded = Corridor.ValuesOf(-0.35), best = Corridor.BestValues();
        float[] meanValues = Corridor.Output(mean).Values, highValues = Corridor.Output(high).Values;
        for (int cell = 0; cell < Corridor.Cells; cell++)
        {
            // Rewards are normalised in training; values are given in their own units again.
            Assert.Equal(recorded[cell], meanValues[cell], 0.1 + 0.2 * recorded[cell]);
            Assert.InRange(highValues[cell], meanValues[cell] + 0.3, best[cell]);
        }
    }
}
