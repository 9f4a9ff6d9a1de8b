using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Inference;

public class DiscreteActionTests
{
    private static readonly DecisionTransformerConfig _config = SmallNetwork.Config with { ActionSize = 1, ActionCount = 4 };

    [Fact]
    public void MostProbableIsTheFirstOfTheLargest() => Assert.Equal(1, DiscreteAction.MostProbable([0.1f, 0.4f, 0.1f, 0.4f]));

    [Fact]
    public void ActionsAreDrawnAsOftenAsTheirProbabilitiesSay()
    {
        float[] probabilities = [0.5f, 0, 0.2f, 0.3f];
        var random = new SplitMix64(4);
        int[] counts = new int[4];
        const int draws = 20_000;
        for (int i = 0; i < draws; i++)
            counts[DiscreteAction.Draw(probabilities, random)]++;
        // Four standard deviations of a binomial.
        Assert.All(probabilities.Zip(counts), pair => Assert.InRange(pair.Second - draws * pair.First, -4 * Math.Sqrt(draws * 0.25), 4 * Math.Sqrt(draws * 0.25)));
        Assert.Equal(0, counts[1]);
    }

    [Fact]
    public void PredictorGivesProbabilitiesAndThePolicyTheMostProbableAction()
    {
        using var predictor = new ActionPredictor(SmallNetwork.Create(_config));
        var policy = new DecisionTransformerPolicy(predictor, returnScale: 10);
        policy.Reset(40);
        for (int t = 0; t < 8; t++)
        {
            float[] action = policy.Act([t, 1, -t]);
            float[] probabilities = predictor.Predict(policy.Input);
            Assert.Equal(4, probabilities.Length);
            Assert.Equal(1, probabilities.Sum(), 1e-5);
            Assert.Equal([DiscreteAction.MostProbable(probabilities)], action);
            // The step before has the action that was taken.
            if (t > 0)
                Assert.InRange(policy.Input.Actions[^2], 0, 3);
            policy.Observe(1);
        }
    }

    [Fact]
    public void SampledActionsFollowFromTheSeed()
    {
        using var predictor = new ActionPredictor(SmallNetwork.Create(_config));
        float[] Play(int seed)
        {
            var policy = new DecisionTransformerPolicy(predictor, returnScale: 10, samplingSeed: seed);
            policy.Reset(40);
            return [.. Enumerable.Range(0, 40).Select(t =>
            {
                float[] action = policy.Act([t % 3, 1, -1]);
                policy.Observe(0);
                return action.Single();
            })];
        }
        float[] actions = Play(1);
        Assert.Equal(actions, Play(1));
        Assert.NotEqual(actions, Play(2));
        Assert.True(actions.Distinct().Count() > 1);
    }
}
