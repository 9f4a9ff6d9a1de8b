using LaMo.Core.BehaviorCloning;
using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.BehaviorCloning;

public class BehaviorCloningTests
{
    private static readonly BehaviorCloningAlgorithm _algorithm = new() { HiddenSizes = [32], LearningRate = 3e-3 };

    [Fact]
    public void ClonesTheMeanActionAndWithItTheFaultsOfWhoRecorded()
    {
        using PolicyNetwork policy = Corridor.Train(Corridor.Continuous(), _algorithm, steps: 400);
        // Seven actions of ten are uniform in [-1, 0], the others in [-1, 1].
        Assert.All(Corridor.Output(policy).Actions, action => Assert.Equal(-0.35, action, 0.1));
        Assert.True(Corridor.ValuesOf(policy)[0] < 0.2 * Corridor.BestValues()[0]);
    }

    [Fact]
    public void DiscreteProbabilitiesAreTheFrequenciesOfTheData()
    {
        using PolicyNetwork policy = Corridor.Train(Corridor.Discrete(), _algorithm, steps: 400);
        PolicyOutput output = Corridor.Output(policy);
        for (int cell = 0; cell < Corridor.Cells; cell++)
        {
            Assert.Equal(0.75, output.Actions[2 * cell], 0.08);
            Assert.Equal(1, output.Actions[2 * cell] + output.Actions[2 * cell + 1], 1e-6);
        }
        Assert.Empty(output.Values);
    }

    [Fact]
    public void BestEpisodesAloneGiveABetterPolicy()
    {
        using PolicyNetwork all = Corridor.Train(Corridor.Continuous(), _algorithm, steps: 400);
        using PolicyNetwork best = Corridor.Train(Corridor.Continuous(), _algorithm with { BestFraction = 0.1 }, steps: 400);
        Assert.True(Corridor.ValuesOf(best)[0] > 1.5 * Corridor.ValuesOf(all)[0]);
    }

    [Fact]
    public void PolicyOfSeveralStatesSeesWhatAPolicyOfOneCannot()
    {
        // The action is the state before, so that the current state tells nothing.
        var builder = new TransitionDatasetBuilder(1, 1);
        var random = new Random(2);
        for (int episode = 0; episode < 50; episode++)
        {
            builder.BeginEpisode();
            float previous = 0;
            for (int step = 0; step < 10; step++)
            {
                float state = random.Next(2) - 0.5f;
                builder.Add([state], [previous], 0, false);
                previous = state;
            }
        }
        using PolicyNetwork one = Corridor.Train(builder.Build(), _algorithm, steps: 300);
        using PolicyNetwork two = Corridor.Train(builder.Build(), _algorithm with { ContextLength = 2 }, steps: 300);
        Assert.All(Acts(one).Skip(1), pair => Assert.Equal(0, pair.Action, 0.15));
        Assert.All(Acts(two), pair => Assert.Equal(pair.Previous, pair.Action, 0.05));

        static IEnumerable<(float Previous, float Action)> Acts(PolicyNetwork network)
        {
            var policy = new StatePolicy(network);
            foreach (int episode in (int[])[1, 2])
            {
                policy.Reset(0);
                float previous = 0;
                foreach (float state in (float[])[0.5f, -0.5f, -0.5f, 0.5f, 0.5f])
                {
                    yield return (previous, policy.Act([state])[0]);
                    previous = state;
                }
            }
        }
    }
}
