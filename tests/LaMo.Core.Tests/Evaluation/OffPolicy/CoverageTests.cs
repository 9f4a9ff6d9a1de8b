using LaMo.Core.Evaluation.OffPolicy;
using Xunit.Abstractions;

namespace LaMo.Core.Tests.Evaluation.OffPolicy;

/// <summary>How often the intervals cover the true value, over many datasets.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    private const double Level = 0.9;

    // Percentile intervals of skewed estimates fall short by a few hundredths with so few episodes; counted probabilities leave less error than the true ones, of which the intervals know nothing.
    private const double Bias = 0.03;

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 100)]
    public void IntervalsCoverTheTrueValueAtAboutTheNominalRate(bool logsProbabilities, int datasets)
    {
        double truth = SmallMdp.Value(SmallMdp.Target);
        var options = new OffPolicyEvaluationOptions { ConfidenceLevel = Level, BootstrapSamples = 200, Network = null };
        var covered = new Dictionary<string, int>();
        var sums = new Dictionary<string, double>();
        for (int seed = 0; seed < datasets; seed++)
        {
            OffPolicyEstimates estimates = OffPolicyEvaluation.Estimate(SmallMdp.Record(100, seed, logsProbabilities: logsProbabilities), options, seed);
            foreach ((string name, OffPolicyEstimate estimate) in All(estimates))
            {
                covered[name] = covered.GetValueOrDefault(name) + (estimate.LowerBound <= truth && truth <= estimate.UpperBound ? 1 : 0);
                sums[name] = sums.GetValueOrDefault(name) + estimate.Value;
                Assert.InRange(estimate.Value, estimate.LowerBound, estimate.UpperBound);
            }
        }
        foreach ((string name, int count) in covered)
            output.WriteLine($"{name}: covers {(double)count / datasets:F3}, mean {sums[name] / datasets:F4} of {truth:F4}");
        double error = Bias + 3 * Math.Sqrt(Level * (1 - Level) / datasets);
        Assert.All(covered, pair => Assert.Equal(Level, (double)pair.Value / datasets, error));
    }

    private static IEnumerable<(string, OffPolicyEstimate)> All(OffPolicyEstimates estimates) =>
    [
        (nameof(estimates.FittedQEvaluation), estimates.FittedQEvaluation),
        (nameof(estimates.WeightedImportanceSampling), estimates.WeightedImportanceSampling),
        (nameof(estimates.PerDecisionImportanceSampling), estimates.PerDecisionImportanceSampling),
        (nameof(estimates.WeightedPerDecisionImportanceSampling), estimates.WeightedPerDecisionImportanceSampling),
        (nameof(estimates.DoublyRobust), estimates.DoublyRobust),
        (nameof(estimates.WeightedDoublyRobust), estimates.WeightedDoublyRobust),
    ];
}
