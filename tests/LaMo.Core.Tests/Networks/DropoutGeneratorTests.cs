using LaMo.Core.Networks;

namespace LaMo.Core.Tests.Networks;

public class DropoutGeneratorTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void ValuesAreZeroAtTheRateAndElseScaledUp(double rate)
    {
        float[] mask = new float[1_000_003];
        new DropoutGenerator(1).Fill(mask, rate);
        Assert.All(mask.Distinct(), value => Assert.True(value == 0 || value == (float)(1 / (1 - rate))));
        // Five standard deviations of a binomial count.
        Assert.Equal(rate * mask.Length, mask.Count(value => value == 0), 5 * Math.Sqrt(mask.Length * rate * (1 - rate)));
    }

    [Fact]
    public void NeighboursAreIndependent()
    {
        float[] mask = new float[1 << 20];
        new DropoutGenerator(2).Fill(mask, 0.5);
        foreach (int distance in (ReadOnlySpan<int>)[1, 8, 16, 32, 64, 128, 1024])
        {
            int equal = Enumerable.Range(0, mask.Length - distance).Count(i => mask[i] == mask[i + distance]);
            Assert.Equal(0.5 * mask.Length, equal, 5 * 0.5 * Math.Sqrt(mask.Length) + distance);
        }
    }

    [Fact]
    public void SeedAndStateDetermineTheMasks()
    {
        static float[] Draw(DropoutGenerator generator)
        {
            float[] mask = new float[1000];
            generator.Fill(mask, 0.3);
            return mask;
        }
        var generator = new DropoutGenerator(3);
        float[] first = Draw(generator);
        ulong[] state = generator.State.ToArray();
        float[] second = Draw(generator);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Draw(new DropoutGenerator(3)));
        Assert.NotEqual(first, Draw(new DropoutGenerator(4)));
        var restored = new DropoutGenerator(5);
        state.CopyTo(restored.State);
        Assert.Equal(second, Draw(restored));
    }
}
