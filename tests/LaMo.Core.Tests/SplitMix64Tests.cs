namespace LaMo.Core.Tests;

public class SplitMix64Tests
{
    [Fact]
    public void NumbersAreThoseOfThePublishedGenerator()
    {
        // The outputs for seed 1234567 that implementations of the generator are checked against.
        var random = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void BoundedNumbersCoverTheirRangeEvenly()
    {
        var random = new SplitMix64(1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.Next(7)]++;
        // Five standard deviations of a binomial count.
        Assert.All(counts, count => Assert.Equal(10_000, count, 5 * Math.Sqrt(10_000 * 6 / 7.0)));
    }

    [Fact]
    public void StateDeterminesTheNumbersToCome()
    {
        var random = new SplitMix64(-3);
        random.Next();
        var restored = new SplitMix64(0) { State = random.State };
        Assert.Equal(random.Next(), restored.Next());
        Assert.Equal(random.Next(1000), restored.Next(1000));
    }
}
