using LaMo.Core.Cql;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Training;

namespace LaMo.Core.Tests.Cql;

public class CqlTests
{
    private static readonly CqlAlgorithm _algorithm = new()
    {
        HiddenSizes = [64, 64], CriticLearningRate = 3e-3, ActorLearningRate = 3e-3, Discount = Corridor.Discount, Polyak = 0.05, SampledActions = 4,
    };

    [Fact]
    public void WithoutPenaltyDiscreteValuesAreThoseOfValueIteration()
    {
        using PolicyNetwork policy = Corridor.Train(Corridor.Discrete(), _algorithm with { Alpha = 0 }, steps: 1200);
        double[] best = Corridor.BestDiscreteValues();
        float[] believed = Corridor.Output(policy).Values;
        for (int cell = 0; cell < Corridor.Cells; cell++)
            Assert.Equal(best[cell], believed[cell], 0.07 * best[cell]);
    }

    [Fact]
    public void DiscreteActionsAreTheBestAndTheirValuesNotAboveTheTrueOnes()
    {
        using PolicyNetwork policy = Corridor.Train(Corridor.Discrete(), _algorithm with { Alpha = 0.5 }, steps: 1200);
        double[] best = Corridor.BestDiscreteValues();
        float[] believed = Corridor.Output(policy).Values;
        Assert.Equal(best, Corridor.ValuesOf(policy));
        for (int cell = 0; cell < Corridor.Cells; cell++)
            Assert.InRange(believed[cell], 0.4 * best[cell], 1.02 * best[cell]);
    }

    [Fact]
    public void FindsANearlyBestContinuousPolicyInDataOfABadOne()
    {
        using PolicyNetwork policy = Corridor.Train(Corridor.Continuous(), _algorithm with { Alpha = 0.1 }, steps: 1000);
        double[] best = Corridor.BestValues(), reached = Corridor.ValuesOf(policy);
        float[] believed = Corridor.Output(policy).Values;
        for (int cell = 0; cell < Corridor.Cells; cell++)
        {
            Assert.InRange(reached[cell], 0.9 * best[cell], best[cell] + 1e-6);
            Assert.InRange(believed[cell], 0.4 * best[cell], 1.02 * best[cell]);
        }
    }

    [Fact]
    public void DualDescentPressesHarderTheLowerItsThreshold()
    {
        Assert.True(Believed(0.01) < Believed(50) - 1);

        static float Believed(double threshold)
        {
            using PolicyNetwork policy = Corridor.Train(Corridor.Discrete(), _algorithm with { HiddenSizes = [32], Alpha = 1, LagrangeThreshold = threshold }, steps: 600);
            return Corridor.Output(policy).Values.Sum();
        }
    }
}
