using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;

namespace LaMo.Core.Tests.Inference;

public class DecisionTransformerPolicyTests
{
    private const float Scale = 10;

    [Fact]
    public void PolicyActsOnTheLastStepsAndTheReturnStillToBeReached()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        var predictor = new ActionPredictor(network);
        var policy = new DecisionTransformerPolicy(predictor, Scale);
        var random = new Random(3);
        List<float[]> states = [], actions = [];
        List<float> returnsToGo = [];
        float returnToGo = 40;
        policy.Reset(returnToGo);
        for (int t = 0; t < 9; t++)
        {
            states.Add([random.NextSingle(), random.NextSingle(), random.NextSingle()]);
            returnsToGo.Add(returnToGo / Scale);
            float[] action = policy.Act(states[t]);

            int first = Math.Max(0, t - SmallNetwork.Config.ContextLength + 1);
            double[][] expected = new PlainDecisionTransformer(network).Forward(
                [.. states[first..].Select(Widen)], [.. actions[first..].Select(Widen), [0, 0]], Widen([.. returnsToGo[first..]]), [.. Enumerable.Range(first, t - first + 1)]);
            Assert.Equal(expected[^1], Widen(action), (a, b) => Math.Abs(a - b) < 1e-5);

            actions.Add(action);
            float reward = random.NextSingle();
            policy.Observe(reward);
            returnToGo -= reward;
        }
    }

    [Fact]
    public void ResetForgetsTheEpisodeBefore()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        var policy = new DecisionTransformerPolicy(new ActionPredictor(network), Scale);
        policy.Reset(40);
        float[] first = policy.Act([1, 2, 3]);
        policy.Observe(1);
        policy.Act([3, 2, 1]);
        policy.Reset(40);
        Assert.Equal(first, policy.Act([1, 2, 3]));
    }

    [Fact]
    public void DiscountedReturnToGoFollowsItsRecursion()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        var predictor = new ActionPredictor(network);
        var discounted = new DecisionTransformerPolicy(predictor, Scale, discount: 0.5f);
        discounted.Reset(40);
        discounted.Act([1, 2, 3]);
        discounted.Observe(10);
        float[] action = discounted.Act([3, 2, 1]);

        var undiscounted = new DecisionTransformerPolicy(predictor, Scale);
        undiscounted.Reset(40);
        undiscounted.Act([1, 2, 3]);
        undiscounted.Observe(40 - (40 - 10) / 0.5f);
        Assert.Equal(undiscounted.Act([3, 2, 1]), action);
    }

    [Fact]
    public void MisuseIsExplained()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        var policy = new DecisionTransformerPolicy(new ActionPredictor(network), Scale);
        Assert.Throws<InvalidOperationException>(() => policy.Act([1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Reset(float.NaN));
        policy.Reset(1);
        Assert.Contains("2 values, expected 3", Assert.Throws<ArgumentException>(() => policy.Act([1, 2])).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => policy.Act([1, float.NaN, 3])).Message);
    }

    [Fact]
    public void LiveTensorsDoNotGrowWithTheActions()
    {
        using DecisionTransformer network = SmallNetwork.Create();
        var policy = new DecisionTransformerPolicy(new ActionPredictor(network), Scale);
        policy.Reset(40);
        policy.Act([1, 2, 3]);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int t = 0; t < 50; t++)
            policy.Act([1, 2, t]);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static double[] Widen(float[] values) => [.. values.Select(value => (double)value)];
}
