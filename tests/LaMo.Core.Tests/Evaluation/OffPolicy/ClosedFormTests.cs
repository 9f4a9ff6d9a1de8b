using LaMo.Core.Evaluation.OffPolicy;

namespace LaMo.Core.Tests.Evaluation.OffPolicy;

/// <summary>Estimates that can be worked out by hand.</summary>
public class ClosedFormTests
{
    /// <summary>Two episodes, (2 steps, rewards 1 and 2) and (1 step, reward 4), gamma 1/2, ratios 2, 3 and 1/2.</summary>
    private readonly LoggedEpisodes _episodes = new([2, 1], [false, false], [1, 2, 4], 0.5);
    private readonly double[] _logRatios = [Math.Log(2), Math.Log(3), Math.Log(0.5)];
    private readonly ActionValues _values = new([0.5, 1.5, 2], [0.25, 1, 3]);

    [Fact]
    public void WeightedImportanceSamplingIsTheWeightedMeanOfReturns() =>
        Assert.Equal((6 * 2 + 0.5 * 4) / 6.5, new WeightedImportanceSampling(_episodes, Weights()).Estimate([1, 1]), 1e-12);

    [Fact]
    public void PerDecisionWeightsEachRewardByItsOwnPast() =>
        Assert.Equal((2 * 1 + 0.5 * 6 * 2 + 0.5 * 4) / 2, new PerDecisionImportanceSampling(_episodes, Weights()).Estimate([1, 1]), 1e-12);

    [Fact]
    public void WeightedPerDecisionNormalisesAtEachStepAndKeepsTheWeightsOfEpisodesThatEnded() =>
        Assert.Equal((2 * 1 + 0.5 * 4) / 2.5 + 0.5 * (6 * 2) / 6.5, new WeightedPerDecisionImportanceSampling(_episodes, Weights()).Estimate([1, 1]), 1e-12);

    [Fact]
    public void DoublyRobustIsItsRecursion()
    {
        double first = 0.25 + 2 * (1 + 0.5 * (1 + 3 * (2 - 1.5)) - 0.5);
        double second = 3 + 0.5 * (4 - 2);
        Assert.Equal((first + second) / 2, new DoublyRobust(_episodes, _logRatios, _values).Estimate([1, 1]), 1e-12);
    }

    [Fact]
    public void WeightedDoublyRobustIsItsSum() =>
        Assert.Equal(
            (0.25 + 3) / 2 + (2 * (1 - 0.5) + 0.5 * (4 - 2)) / 2.5 + 0.5 * (2 * 1) / 2.5 + 0.5 * 6 * (2 - 1.5) / 6.5,
            new WeightedDoublyRobust(_episodes, Weights(), _values).Estimate([1, 1]), 1e-12);

    [Fact]
    public void ModelsValueStandsInForWhatFollowedACut()
    {
        var cut = new LoggedEpisodes([2], [true], [1, 2], 0.5);
        double expected = 0.25 + 2 * (1 + 0.5 * 1 - 0.5);
        Assert.Equal(expected, new DoublyRobust(cut, _logRatios, _values).Estimate([1]), 1e-12);
        Assert.Equal(0.25 + (1 - 0.5) + 0.5 * 1, new WeightedDoublyRobust(cut, new ImportanceWeights(cut, _logRatios), _values).Estimate([1]), 1e-12);
    }

    [Fact]
    public void ResamplesCountEpisodesAsOftenAsTheyOccur()
    {
        Assert.Equal(2, new WeightedImportanceSampling(_episodes, Weights()).Estimate([3, 0]), 1e-12);
        Assert.Equal(4, new WeightedPerDecisionImportanceSampling(_episodes, Weights()).Estimate([0, 2]), 1e-12);
        Assert.Equal((2 * 8 + 2) / 3.0, new PerDecisionImportanceSampling(_episodes, Weights()).Estimate([2, 1]), 1e-12);
    }

    [Fact]
    public void EffectiveSampleSizeIsKishs()
    {
        Assert.Equal(6.5 * 6.5 / 36.25, Weights().EffectiveSampleSize(), 1e-12);
        Assert.Equal(5, ImportanceWeights.EffectiveSampleSize([2, 2, 2, 2, 2]), 1e-12);
        Assert.Equal(1, ImportanceWeights.EffectiveSampleSize([0, 7, 0]), 1e-12);
        Assert.Equal(0, ImportanceWeights.EffectiveSampleSize([0, 0]));
        // Step 0 has weights 2 and 1/2, step 1 has 6 and 1/2; the second counts half.
        Assert.Equal((2.5 * 2.5 / 4.25 + 0.5 * (6.5 * 6.5 / 36.25)) / 1.5, Weights().PerDecisionEffectiveSampleSize(), 1e-12);
    }

    [Fact]
    public void WeightsOfLongEpisodesNeitherOverflowNorVanish()
    {
        const int length = 5000;
        var episodes = new LoggedEpisodes([length, length], [false, false], [.. Enumerable.Repeat(1f, length), .. Enumerable.Repeat(2f, length)], 1);
        var weights = new ImportanceWeights(episodes, [.. Enumerable.Repeat(Math.Log(2), length), .. Enumerable.Repeat(Math.Log(2) + 1e-4, length)]);
        double odds = Math.Exp(0.5);
        Assert.Equal((length + odds * 2 * length) / (1 + odds), new WeightedImportanceSampling(episodes, weights).Estimate([1, 1]), 1e-6);
        Assert.InRange(weights.EffectiveSampleSize(), 1.5, 2);
    }

    [Fact]
    public void JudgingThePolicyThatLoggedGivesTheMeanReturn()
    {
        OffPolicyData data = SmallMdp.Record(100, seed: 3, target: SmallMdp.Behaviour);
        // The probabilities of actions are kept as floats.
        double[] probabilities = [.. data.PolicyLogProbabilities()!];
        OffPolicyEstimates estimates = OffPolicyEvaluation.Estimate(data with { BehaviourLogProbabilities = probabilities }, new OffPolicyEvaluationOptions { Network = null }, seed: 1);
        double mean = Enumerable.Range(0, 100).Average(data.Episodes.Return);
        Assert.Equal(mean, estimates.LoggedReturn.Value, 1e-9);
        foreach (OffPolicyEstimate estimate in new[] { estimates.WeightedImportanceSampling, estimates.PerDecisionImportanceSampling, estimates.WeightedPerDecisionImportanceSampling })
        {
            Assert.Equal(mean, estimate.Value, 1e-9);
            Assert.Equal(100, estimate.EffectiveSampleSize, 1e-9);
            Assert.Equal(estimates.LoggedReturn.LowerBound, estimate.LowerBound, 1e-9);
            Assert.True(estimate.IsTrustworthy);
        }
        Assert.Equal(100, estimates.FittedQEvaluation.EffectiveSampleSize, 1e-9);
        Assert.Equal(BehaviourSource.Logged, estimates.BehaviourSource);
    }

    [Fact]
    public void ValuesThatAreRightLeaveDoublyRobustNothingToCorrect()
    {
        // One state, one action, reward 1, two steps: q is 1.5, then 1.
        var episodes = new LoggedEpisodes([2, 2], [false, false], [1, 1, 1, 1], 0.5);
        var values = new ActionValues([1.5, 1, 1.5, 1], [1.5, 1, 1.5, 1]);
        double[] wrongRatios = [3, -2, 0.3, 1];
        Assert.Equal(1.5, new DoublyRobust(episodes, wrongRatios, values).Estimate([1, 1]), 1e-12);
        Assert.Equal(1.5, new WeightedDoublyRobust(episodes, new ImportanceWeights(episodes, wrongRatios), values).Estimate([1, 1]), 1e-12);
    }

    private ImportanceWeights Weights() => new(_episodes, _logRatios);
}
