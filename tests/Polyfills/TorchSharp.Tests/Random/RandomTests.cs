using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class RandomTests
{
    [Fact]
    public void TheSeedDecidesWhatIsDrawn()
    {
        manual_seed(7);
        using var first = randn(5);
        using var second = randn(5);
        manual_seed(7);
        Assert.True(first.Equals(randn(5)));
        Assert.False(first.Equals(second));
        Assert.Equal(7, initial_seed());
    }

    [Fact]
    public void AGeneratorsStateIsRepeatable()
    {
        using var generator = new Generator(3);
        using var state = generator.get_state();
        using var drawn = rand(4, generator: generator);
        generator.set_state(state);
        Assert.True(drawn.Equals(rand(4, generator: generator)));
        Assert.Equal(3, generator.initial_seed());
        Assert.True(drawn.Equals(rand(4, generator: generator.manual_seed(3))));
    }

    [Fact]
    public void AnOwnGeneratorLeavesTheDefaultAlone()
    {
        manual_seed(1);
        using var before = get_rng_state();
        using var generator = new Generator(1);
        rand(3, generator: generator).Dispose();
        Assert.True(before.Equals(get_rng_state()));
    }

    [Fact]
    public void DrawsHaveTheirDistribution()
    {
        using var generator = new Generator(0);
        using var normal = randn(20_000, generator: generator);
        Assert.Equal(0, normal.mean().item<float>(), 0.03f);
        Assert.Equal(1, normal.std().item<float>(), 0.03f);
        using var uniform = empty(20_000).uniform_(-1, 3, generator);
        Assert.InRange(uniform.min().item<float>(), -1, -0.9f);
        Assert.Equal(1, uniform.mean().item<float>(), 0.05f);
        Assert.Equal(0.3f, empty(20_000).bernoulli_(0.3, generator).mean().item<float>(), 0.02f);
        Assert.Equal(2, empty(20_000).normal_(2, 0.5, generator).mean().item<float>(), 0.03f);
    }

    [Fact]
    public void IntegersStayInTheirRange()
    {
        using var generator = new Generator(0);
        using var dice = randint(1, 7, [1000], generator: generator);
        Assert.Equal((1L, 6L), (dice.min().item<long>(), dice.max().item<long>()));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), randperm(10, generator: generator).data<long>().Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => randint(0, 300, [2], dtype: uint8));
        Assert.Throws<ArgumentException>(() => rand(2, dtype: int32));
    }

    [Fact]
    public void WeightsDecideWhatIsPicked()
    {
        using var generator = new Generator(0);
        using var picks = tensor(new[] { 0f, 3, 1 }).multinomial(4000, true, generator);
        using var counts = picks.bincount(null, 3);
        Assert.Equal(0, counts[0].item<long>());
        Assert.Equal(3000, counts[1].item<long>(), 120.0);
    }
}
