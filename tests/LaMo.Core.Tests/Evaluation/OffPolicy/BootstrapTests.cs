using LaMo.Core.Evaluation.OffPolicy;

namespace LaMo.Core.Tests.Evaluation.OffPolicy;

public class BootstrapTests
{
    [Fact]
    public void IntervalOfAMeanIsTheNormalOneForManyEpisodes()
    {
        var random = new SplitMix64(2);
        double[] values = [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble())];
        (double value, double lower, double upper) = new EpisodeBootstrap(values.Length, 0.95, seed: 1).Interval(new EpisodeAverage(values), samples: 4000);
        double error = Math.Sqrt(values.Sum(x => (x - value) * (x - value))) / values.Length;
        // The ends of 4000 resamples' percentiles scatter by about a thirtieth of the interval's half.
        Assert.Equal(value - 1.96 * error, lower, 0.12 * error);
        Assert.Equal(value + 1.96 * error, upper, 0.12 * error);
    }

    [Fact]
    public void FewReplicatesGiveStudentsInterval()
    {
        (double value, double lower, double upper) = new EpisodeBootstrap(1, 0.95, seed: 1).Interval(10, [1, 2, 3, 4, 5, double.NaN]);
        Assert.Equal(10, value);
        Assert.Equal(10 - 2.776445 * Math.Sqrt(2.5), lower, 1e-5);
        Assert.Equal(10 + 2.776445 * Math.Sqrt(2.5), upper, 1e-5);
    }

    [Theory]
    // From the printed tables of the distribution.
    [InlineData(0.975, 1, 12.706205)]
    [InlineData(0.975, 2, 4.302653)]
    [InlineData(0.95, 3, 2.353363)]
    [InlineData(0.975, 9, 2.262157)]
    [InlineData(0.995, 10, 3.169273)]
    [InlineData(0.975, 100, 1.983972)]
    public void QuantilesAreStudents(double probability, int degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentQuantile.Of(probability, degreesOfFreedom), 1e-5);

    [Fact]
    public void ResamplesFollowFromTheSeed()
    {
        var average = new EpisodeAverage([1, 5, 2, 7, 3, 3]);
        Assert.Equal(new EpisodeBootstrap(6, 0.9, 4).Interval(average, 300), new EpisodeBootstrap(6, 0.9, 4).Interval(average, 300));
        Assert.NotEqual(new EpisodeBootstrap(6, 0.9, 4).Interval(average, 250), new EpisodeBootstrap(6, 0.9, 5).Interval(average, 250));
    }

    [Fact]
    public void WhatIsNotDefinedHasNoInterval()
    {
        (double value, double lower, _) = new EpisodeBootstrap(2, 0.9, 1).Interval(new EpisodeAverage([double.NaN, 1]), 300);
        Assert.Equal(double.NaN, value);
        Assert.Equal(double.NaN, lower);
    }
}
