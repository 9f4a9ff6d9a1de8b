using LaMo.Core.Evaluation.Aggregates;

namespace LaMo.Core.Tests.Evaluation.Aggregates;

public class AggregateScoresTests
{
    private readonly AggregateScores _aggregates = new();

    [Fact]
    public void InterquartileMeanLeavesOutAQuarterAtEitherEnd()
    {
        // 0 to 7 and an outlier in two tasks: of eight scores two go at either end.
        Assert.Equal((2 + 3 + 4 + 5) / 4.0, _aggregates.InterquartileMean([[1000, 0, 4, 3], [2, 5, 6, 1]]).Value);
        Assert.Equal(7, _aggregates.InterquartileMean([[7]]).Value);
        // Of three none goes: a quarter of them is less than one.
        Assert.Equal(4, _aggregates.InterquartileMean([[1, 2, 9]]).Value);
    }

    [Fact]
    public void MeanWeighsTasksTheSame() => Assert.Equal((2 + 10) / 2.0, _aggregates.Mean([[1, 2, 3], [10]]).Value);

    [Fact]
    public void EqualScoresHaveNoInterval()
    {
        Assert.Equal(new Estimate(5, 5, 5), _aggregates.InterquartileMean([[5, 5, 5], [5, 5, 5]]));
        // Runs are drawn within their task alone.
        Assert.Equal(new Estimate(6, 6, 6), _aggregates.Mean([[2, 2, 2], [10, 10]]));
    }

    [Fact]
    public void ProbabilityOfImprovementCountsPairsOfRuns()
    {
        Assert.Equal(new Estimate(1, 1, 1), _aggregates.ProbabilityOfImprovement([[2, 3]], [[0, 1]]));
        Assert.Equal(new Estimate(0.5, 0.5, 0.5), _aggregates.ProbabilityOfImprovement([[1, 1]], [[1, 1, 1]]));
        // 2 > 1 and 2 < 3, 4 > 1 and 4 > 3; and never on the second task.
        Assert.Equal((0.75 + 0) / 2, _aggregates.ProbabilityOfImprovement([[2, 4], [0]], [[1, 3], [9]]).Value);
    }

    [Fact]
    public void IntervalOfAMeanHasTheWidthOfItsDistribution()
    {
        // Of n runs, half 0 and half 1, the resampled mean is binomial with a deviation of 1/(2 sqrt n): 95 % lie within 1.96 of them, to the resamples' own noise.
        const int runs = 400;
        Estimate estimate = new AggregateScores(seed: 3, resamples: 4000).Mean([[.. Enumerable.Range(0, runs).Select(i => i % 2.0)]]);
        Assert.Equal(0.5, estimate.Value);
        double half = 1.96 / (2 * Math.Sqrt(runs));
        Assert.InRange(estimate.Low, 0.5 - 1.1 * half, 0.5 - 0.9 * half);
        Assert.InRange(estimate.High, 0.5 + 0.9 * half, 0.5 + 1.1 * half);
    }

    [Fact]
    public void EqualSeedsGiveEqualIntervals()
    {
        IReadOnlyList<IReadOnlyList<double>> scores = [[1, 5, 2, 8], [3, 1, 4, 1]];
        Assert.Equal(new AggregateScores(1).InterquartileMean(scores), new AggregateScores(1).InterquartileMean(scores));
        Assert.NotEqual(new AggregateScores(1, 100).InterquartileMean(scores), new AggregateScores(2, 100).InterquartileMean(scores));
    }

    [Fact]
    public void MissingScoresAreRefused()
    {
        Assert.Throws<ArgumentException>(() => _aggregates.Mean([]));
        Assert.Throws<ArgumentException>(() => _aggregates.Mean([[1], []]));
        Assert.Throws<ArgumentException>(() => _aggregates.ProbabilityOfImprovement([[1]], [[1], [2]]));
    }
}
