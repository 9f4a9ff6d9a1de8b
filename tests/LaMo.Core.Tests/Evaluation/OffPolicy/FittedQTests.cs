using LaMo.Core.Evaluation.OffPolicy;
using TorchSharp;

namespace LaMo.Core.Tests.Evaluation.OffPolicy;

public class FittedQTests
{
    [Fact]
    public void TabularValueIsExactWhereTheTaskIsDeterministic()
    {
        // In state 0, action 0 earns 1 and ends, action 1 leads to state 1; there the actions earn 2 and 5 and end.
        OffPolicyData data = Discrete(
            [(0, 0, 1)], [(0, 0, 1)], [(0, 0, 1)], [(0, 1, 0), (1, 0, 2)], [(0, 1, 0), (1, 0, 2)], [(0, 1, 0), (1, 1, 5)]);
        var fit = new LinearFittedQ(data);
        double second = 0.5 * 2 + 0.5 * 5, value = 0.75 * 1 + 0.25 * 0.9 * second;
        // The ridge takes a millionth.
        Assert.Equal(value, fit.Estimate([1, 1, 1, 1, 1, 1]), 1e-4);
        Assert.Equal(value, fit.Estimate([5, 0, 0, 1, 0, 2]), 1e-4);
        ActionValues values = fit.Values();
        Assert.Equal([1, 1, 1, 0.9 * second, 2, 0.9 * second, 2, 0.9 * second, 5], values.Logged, Close);
        Assert.Equal([value, value, value, value, second, value, second, value, second], values.Policy, Close);
        Assert.InRange(fit.SpectralRadius(), 0, 0.01);
    }

    [Fact]
    public void LinearValueOfALinearTaskIsExactThoughEveryEpisodeIsCut()
    {
        OffPolicyData data = Continuous(episodes: 30, seed: 1);
        int[] once = [.. Enumerable.Repeat(1, 30)];
        Assert.Equal(LinearTaskValue(data), new LinearFittedQ(data).Estimate(once), 1e-4);
    }

    [Fact]
    public void DivergenceIsRecognised()
    {
        // Values w0 + w1 s through the transitions 0 -> 0 and 1 -> 2: each regression multiplies w1 by 2 gamma.
        var episodes = new LoggedEpisodes([2, 2], [true, true], [0, 0, 1, 0], 0.9);
        var data = new OffPolicyData { Episodes = episodes, StateSize = 1, States = [0, 0, 1, 2], IsDiscrete = true, ActionSize = 1, Actions = [1, 1, 1, 1], PolicyActions = [1, 1, 1, 1] };
        Assert.Equal(1.8, new LinearFittedQ(data).SpectralRadius(), 1e-3);
        OffPolicyEstimates estimates = OffPolicyEvaluation.Estimate(data, new OffPolicyEvaluationOptions { Network = null }, seed: 1);
        Assert.Contains(estimates.FittedQEvaluation.Warnings, warning => warning.Kind == OffPolicyWarningKind.Divergence);
        Assert.Contains(estimates.DoublyRobust.Warnings, warning => warning.Kind == OffPolicyWarningKind.Divergence);
    }

    [Fact]
    public void TooManyFeaturesAreRefused()
    {
        var data = new OffPolicyData
        {
            Episodes = new LoggedEpisodes([1], [false], [1], 0.9), StateSize = 600, States = new float[600], IsDiscrete = false, ActionSize = 1, Actions = [1], PolicyActions = [1],
        };
        Assert.Contains("602 features", Assert.Throws<ArgumentException>(() => new LinearFittedQ(data)).Message);
    }

    [Fact]
    public void NetworksAgreeWithTheTable()
    {
        OffPolicyData data = SmallMdp.Record(300, seed: 11);
        double table = new LinearFittedQ(data).Estimate([.. Enumerable.Repeat(1, 300)]);
        NeuralFittedQ fit = Fit(data);
        // What a network of this size leaves after so few steps; the sampling error of the value itself is three times that.
        Assert.Equal(table, fit.Value, 0.05);
        Assert.True(fit.HasConverged);
        Assert.Equal(4, fit.Replicates.Count);
        Assert.All(fit.Replicates, replicate => Assert.Equal(fit.Value, replicate, 0.5));
        ActionValues values = new LinearFittedQ(data).Values();
        Assert.All(values.Logged.Zip(fit.Values.Logged), pair => Assert.Equal(pair.First, pair.Second, 0.15));
        Assert.All(values.Policy.Zip(fit.Values.Policy), pair => Assert.Equal(pair.First, pair.Second, 0.15));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.2f)]
    public void NetworksValueContinuousActions(float? deviation)
    {
        OffPolicyData data = Continuous(episodes: 60, seed: 2) with { PolicyStandardDeviation = deviation };
        double truth = LinearTaskValue(data);
        // A tenth of the size of the returns in the data.
        Assert.Equal(truth, Fit(data).Value, 0.3);
    }

    [Fact]
    public void NetworksFollowFromTheSeed()
    {
        OffPolicyData data = SmallMdp.Record(20, seed: 4);
        double[] Run(int seed)
        {
            NeuralFittedQ fit = Fit(data, seed, steps: 60);
            return [fit.Value, .. fit.Replicates, .. fit.Values.Logged];
        }
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
    }

    [Fact]
    public void NoTensorStaysAlive()
    {
        OffPolicyData data = Continuous(episodes: 5, seed: 2) with { PolicyStandardDeviation = 0.1f };
        var options = new OffPolicyEvaluationOptions { Network = new NeuralFittedQOptions { Steps = 40, Replicates = 2 } };
        OffPolicyEvaluation.Estimate(data, options, seed: 1);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        OffPolicyEvaluation.Estimate(data, options, seed: 1);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void TooFewStepsAreRecognised()
    {
        OffPolicyData data = SmallMdp.Record(50, seed: 4);
        var options = new OffPolicyEvaluationOptions { Network = new NeuralFittedQOptions { Steps = 20, Replicates = 2 } };
        Assert.Contains(OffPolicyEvaluation.Estimate(data, options, seed: 1).FittedQEvaluation.Warnings, warning => warning.Kind == OffPolicyWarningKind.NotConverged);
    }

    [Fact]
    public void FitCanBeStopped() =>
        Assert.Throws<OperationCanceledException>(() => OffPolicyEvaluation.Estimate(SmallMdp.Record(5, seed: 1), new OffPolicyEvaluationOptions(), seed: 1, new CancellationToken(canceled: true)));

    private static NeuralFittedQ Fit(OffPolicyData data, int seed = 1, int steps = 1000) =>
        NeuralFittedQ.Fit(data, new NeuralFittedQOptions { Steps = steps, Replicates = 4, HiddenSize = 32 }, new EpisodeBootstrap(data.Episodes.Count, 0.9, seed), seed);

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-4;

    private static OffPolicyData Discrete(params (int State, int Action, float Reward)[][] episodes)
    {
        (int State, int Action, float Reward)[] steps = [.. episodes.SelectMany(episode => episode)];
        return new OffPolicyData
        {
            Episodes = new LoggedEpisodes([.. episodes.Select(episode => episode.Length)], new bool[episodes.Length], [.. steps.Select(step => step.Reward)], 0.9),
            StateSize = 2,
            States = [.. steps.SelectMany(step => step.State == 0 ? [1f, 0f] : new[] { 0f, 1f })],
            IsDiscrete = true,
            ActionSize = 2,
            Actions = [.. steps.SelectMany(step => step.Action == 0 ? [1f, 0f] : new[] { 0f, 1f })],
            PolicyActions = [.. steps.SelectMany(step => step.State == 0 ? [0.75f, 0.25f] : new[] { 0.5f, 0.5f })],
        };
    }

    /// <summary>s' = 0.8 s + a, r = s + 2 a, gamma 0.9, logged at random; the policy is a = -0.3 s.</summary>
    private static OffPolicyData Continuous(int episodes, int seed)
    {
        const int length = 12;
        var random = new SplitMix64(seed);
        List<float> states = [], actions = [], rewards = [];
        for (int episode = 0; episode < episodes; episode++)
        {
            double state = 1 + random.NextDouble();
            for (int t = 0; t < length; t++)
            {
                double action = 1.6 * random.NextDouble() - 0.8;
                states.Add((float)state);
                actions.Add((float)action);
                rewards.Add((float)(state + 2 * action));
                state = 0.8 * state + action;
            }
        }
        return new OffPolicyData
        {
            Episodes = new LoggedEpisodes([.. Enumerable.Repeat(length, episodes)], [.. Enumerable.Repeat(true, episodes)], rewards, 0.9),
            StateSize = 1,
            States = [.. states],
            IsDiscrete = false,
            ActionSize = 1,
            Actions = [.. actions],
            PolicyActions = [.. states.Select(state => -0.3f * state)],
        };
    }

    /// <summary>Under the policy r = 0.4 s and s' = 0.5 s, so that v(s) = 0.4 s / (1 - 0.45); noise on the action has mean 0 and changes nothing.</summary>
    private static double LinearTaskValue(OffPolicyData data) =>
        Enumerable.Range(0, data.Episodes.Count).Average(episode => data.States[data.Episodes.Start(episode)] * 0.4 / 0.55);
}
