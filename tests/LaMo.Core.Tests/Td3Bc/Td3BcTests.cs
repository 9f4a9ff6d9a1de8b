using LaMo.Core.Networks;
using LaMo.Core.Td3Bc;
using LaMo.Core.Tests.Training;

namespace LaMo.Core.Tests.Td3Bc;

public class Td3BcTests
{
    [Fact]
    public void FindsTheBestPolicyAndItsValuesInDataOfABadOne()
    {
        // The corridor is left by going against the data, so the value weighs more than is usual.
        var algorithm = new Td3BcAlgorithm { HiddenSizes = [64, 64], LearningRate = 3e-3, Discount = Corridor.Discount, Polyak = 0.05, Alpha = 20 };
        using PolicyNetwork policy = Corridor.Train(Corridor.Continuous(), algorithm, steps: 2000);
        double[] best = Corridor.BestValues(), reached = Corridor.ValuesOf(policy);
        float[] believed = Corridor.Output(policy).Values;
        for (int cell = 0; cell < Corridor.Cells; cell++)
        {
            Assert.InRange(reached[cell], 0.9 * best[cell], best[cell] + 1e-6);
            Assert.Equal(best[cell], believed[cell], 0.15 * best[cell]);
        }
    }

    [Fact]
    public void WithoutAWeightOnTheValueItClonesTheData()
    {
        var algorithm = new Td3BcAlgorithm { HiddenSizes = [32], LearningRate = 3e-3, Alpha = 0 };
        using PolicyNetwork policy = Corridor.Train(Corridor.Continuous(), algorithm, steps: 800);
        Assert.All(Corridor.Output(policy).Actions, action => Assert.Equal(-0.35, action, 0.1));
    }
}
