using LaMo.Core.Evaluation.OffPolicy;

namespace LaMo.Core.Tests.Evaluation.OffPolicy;

/// <summary>What the estimates say against themselves, and where the behaviour's probabilities come from.</summary>
public class WarningTests
{
    private static readonly OffPolicyEvaluationOptions _options = new() { Network = null, BootstrapSamples = 250 };

    [Fact]
    public void NothingSpeaksAgainstAGoodEstimate()
    {
        OffPolicyEstimates estimates = Estimate(SmallMdp.Record(300, seed: 1));
        Assert.All(All(estimates), estimate => Assert.Empty(estimate.Warnings));
        Assert.Equal(BehaviourSource.Logged, estimates.BehaviourSource);
    }

    [Fact]
    public void FewEpisodesThatCountAreSaid()
    {
        OffPolicyEstimates estimates = Estimate(SmallMdp.Record(12, seed: 1));
        Assert.All(All(estimates), estimate => Assert.Contains(estimate.Warnings, warning => warning.Kind == OffPolicyWarningKind.LowEffectiveSampleSize));
    }

    [Fact]
    public void OneEpisodeThatOutweighsAllOthersIsSaid()
    {
        OffPolicyData data = SmallMdp.Record(60, seed: 1);
        // The first episode's first action was all but impossible.
        data.BehaviourLogProbabilities![0] = Math.Log(1e-4);
        OffPolicyEstimates estimates = Estimate(data);
        Assert.Contains(estimates.WeightedImportanceSampling.Warnings, warning => warning.Kind == OffPolicyWarningKind.ExtremeWeights);
        Assert.InRange(estimates.WeightedImportanceSampling.EffectiveSampleSize, 1, 2);
    }

    [Fact]
    public void PolicyThatWouldHaveDoneNoneOfItHasNoWeightedEstimate()
    {
        OffPolicyData data = SmallMdp.Record(40, seed: 1);
        OffPolicyEstimates estimates = Estimate(data with { PolicyActions = [.. data.Actions.Select(value => 1 - value)] });
        Assert.Equal(double.NaN, estimates.WeightedImportanceSampling.Value);
        Assert.Equal(double.NaN, estimates.WeightedPerDecisionImportanceSampling.Value);
        Assert.Equal(0, estimates.WeightedImportanceSampling.EffectiveSampleSize);
        Assert.Contains(estimates.WeightedImportanceSampling.Warnings, warning => warning.Kind == OffPolicyWarningKind.ExtremeWeights && warning.Message.Contains("none of the logged episodes"));
    }

    [Fact]
    public void UnknownProbabilitiesAreCountedWhereStatesRecur()
    {
        OffPolicyData data = SmallMdp.Record(300, seed: 5, logsProbabilities: false);
        OffPolicyEstimates estimates = Estimate(data);
        Assert.Equal(BehaviourSource.Counts, estimates.BehaviourSource);
        Assert.Contains(estimates.DoublyRobust.Warnings, warning => warning.Kind == OffPolicyWarningKind.EstimatedBehaviour && warning.Message.Contains("frequencies"));
        Assert.DoesNotContain(estimates.FittedQEvaluation.Warnings, warning => warning.Kind == OffPolicyWarningKind.EstimatedBehaviour);

        double[] counted = BehaviourCounts.Estimate(data)!;
        foreach (int state in Enumerable.Range(0, SmallMdp.States))
        {
            int[] steps = [.. Enumerable.Range(0, data.Episodes.StepCount).Where(step => data.State(step)[state] == 1)];
            double frequency = steps.Average(step => (double)data.Action(step)[1]);
            Assert.All(steps, step => Assert.Equal(Math.Log(data.Action(step)[1] == 1 ? frequency : 1 - frequency), counted[step], 1e-12));
        }
    }

    [Fact]
    public void ProbabilitiesMissingInSomeRowsAreFilledIn()
    {
        OffPolicyData data = SmallMdp.Record(300, seed: 5);
        data.BehaviourLogProbabilities![7] = double.NaN;
        OffPolicyEstimates estimates = Estimate(data);
        Assert.Equal(BehaviourSource.Logged, estimates.BehaviourSource);
        Assert.Contains(estimates.WeightedImportanceSampling.Warnings, warning => warning.Kind == OffPolicyWarningKind.EstimatedBehaviour && warning.Message.StartsWith("The probabilities of 1 of", StringComparison.Ordinal));
    }

    [Fact]
    public void UnknownProbabilitiesAreClonedWhereStatesDoNotRecur()
    {
        // b(1 | s) is the logistic function of s1 + 1.
        var random = new SplitMix64(3);
        const int count = 3000;
        List<float> states = [], actions = [];
        List<double> truth = [];
        for (int step = 0; step < count; step++)
        {
            float[] state = [(float)(4 * random.NextDouble() - 2), (float)random.NextDouble()];
            double probability = 1 / (1 + Math.Exp(-(state[0] + 1)));
            bool chosen = random.NextDouble() < probability;
            states.AddRange(state);
            actions.AddRange(chosen ? [0, 1] : [1, 0]);
            truth.Add(Math.Log(chosen ? probability : 1 - probability));
        }
        OffPolicyData data = OneStepEpisodes(count, 2, states, true, 2, actions);
        Assert.Null(BehaviourCounts.Estimate(data));
        double[] cloned = BehaviourCloning.Estimate(data, seed: 1, CancellationToken.None);
        Assert.InRange(truth.Zip(cloned, (t, c) => Math.Abs(t - c)).Average(), 0, 0.1);
        Assert.Equal(BehaviourSource.Cloning, Estimate(data).BehaviourSource);
    }

    [Fact]
    public void ContinuousBehaviourIsClonedAsAGaussian()
    {
        var random = new SplitMix64(3);
        const int count = 3000;
        List<float> states = [], actions = [];
        List<double> truth = [];
        for (int step = 0; step < count; step++)
        {
            double state = 4 * random.NextDouble() - 2;
            // Twelve uniform numbers make a normal one.
            double noise = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
            states.Add((float)state);
            actions.Add((float)(0.5 * state + 0.3 * noise));
            truth.Add(-0.5 * noise * noise - Math.Log(0.3 * Math.Sqrt(2 * Math.PI)));
        }
        double[] cloned = BehaviourCloning.Estimate(OneStepEpisodes(count, 1, states, false, 1, actions), seed: 1, CancellationToken.None);
        Assert.InRange(truth.Zip(cloned, (t, c) => Math.Abs(t - c)).Average(), 0, 0.1);
    }

    [Fact]
    public void DeterministicPolicyHasNoWeights()
    {
        OffPolicyData data = OneStepEpisodes(100, 1, [.. Enumerable.Range(0, 100).Select(i => i / 100f)], false, 1, [.. Enumerable.Range(0, 100).Select(i => i % 7 / 7f)]);
        OffPolicyEstimates estimates = Estimate(data);
        Assert.Null(estimates.BehaviourSource);
        Assert.Equal(double.NaN, estimates.DoublyRobust.Value);
        Assert.Equal([OffPolicyWarningKind.NoPolicyDensity], estimates.DoublyRobust.Warnings.Select(warning => warning.Kind));
        Assert.True(double.IsFinite(estimates.FittedQEvaluation.Value));
        Assert.Equal([OffPolicyWarningKind.NoPolicyDensity], estimates.FittedQEvaluation.Warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void EpisodesCutEarlyAreSaidWhereWhatFollowsIsNotCounted()
    {
        OffPolicyEstimates estimates = Estimate(SmallMdp.Record(300, seed: 1, longest: 3));
        Assert.Contains(estimates.WeightedImportanceSampling.Warnings, warning => warning.Kind == OffPolicyWarningKind.CutEpisodes);
        Assert.Contains(estimates.LoggedReturn.Warnings, warning => warning.Kind == OffPolicyWarningKind.CutEpisodes);
        Assert.Empty(estimates.DoublyRobust.Warnings);
        // Fitted values see beyond the cut, the logged return does not.
        double truth = SmallMdp.Value(SmallMdp.Target);
        Assert.InRange(truth, estimates.FittedQEvaluation.LowerBound, estimates.FittedQEvaluation.UpperBound);
        Assert.InRange(truth, estimates.DoublyRobust.LowerBound, estimates.DoublyRobust.UpperBound);
        Assert.True(estimates.PerDecisionImportanceSampling.UpperBound < truth);
        Assert.Empty(Estimate(SmallMdp.Record(300, seed: 1, longest: 40)).WeightedImportanceSampling.Warnings);
    }

    [Fact]
    public void DataThatShowNothingOfWhatFollowsAreRefused() =>
        Assert.Contains("cut after one step", Assert.Throws<ArgumentException>(() => Estimate(SmallMdp.Record(20, seed: 1, longest: 1) with
        {
            Episodes = new LoggedEpisodes([.. Enumerable.Repeat(1, 20)], [.. Enumerable.Repeat(true, 20)], new float[20], 0.9),
        })).Message);

    private static OffPolicyEstimates Estimate(OffPolicyData data) => OffPolicyEvaluation.Estimate(data, _options, seed: 1);

    private static OffPolicyEstimate[] All(OffPolicyEstimates estimates) =>
    [
        estimates.LoggedReturn, estimates.FittedQEvaluation, estimates.WeightedImportanceSampling, estimates.PerDecisionImportanceSampling,
        estimates.WeightedPerDecisionImportanceSampling, estimates.DoublyRobust, estimates.WeightedDoublyRobust,
    ];

    private static OffPolicyData OneStepEpisodes(int count, int stateSize, List<float> states, bool isDiscrete, int actionSize, List<float> actions) => new()
    {
        Episodes = new LoggedEpisodes([.. Enumerable.Repeat(1, count)], new bool[count], [.. actions.Where((_, i) => i % actionSize == 0)], 0.9),
        StateSize = stateSize,
        States = [.. states],
        IsDiscrete = isDiscrete,
        ActionSize = actionSize,
        Actions = [.. actions],
        PolicyActions = isDiscrete ? [.. Enumerable.Repeat(1f / actionSize, actions.Count)] : [.. actions],
    };
}
