using LaMo.Environments.Learning;

namespace LaMo.Environments.Tests.Learning;

public sealed class GeneralizedAdvantageTests
{
    private const float Discount = 0.9f;

    [Fact]
    public void With_decay_1_it_is_the_discounted_return_beyond_the_value()
    {
        float[] rewards = [1, 2, 3], values = [5, 7, 11];

        float[] advantages = GeneralizedAdvantage.Estimate(rewards, values, [7, 11, 13], [false, false, false], 1, Discount, decay: 1);

        float last = 3 + Discount * 13, middle = 2 + Discount * last, first = 1 + Discount * middle;
        Assert.Equal([first - 5, middle - 7, last - 11], advantages, Close);
    }

    [Fact]
    public void With_decay_0_it_is_the_error_of_one_step() => Assert.Equal(
        [1 + Discount * 7 - 5, 2 + Discount * 11 - 7],
        GeneralizedAdvantage.Estimate([1, 2], [5, 7], [7, 11], [false, false], 1, Discount, decay: 0), Close);

    [Fact]
    public void Environments_and_episodes_are_kept_apart()
    {
        // Two environments of three steps; an episode of the first ends after its first step.
        float[] rewards = [1, 10, 2, 20, 3, 30], values = [4, 40, 5, 50, 6, 60], nextValues = [0, 50, 6, 60, 7, 70];

        float[] both = GeneralizedAdvantage.Estimate(rewards, values, nextValues, [true, false, false, false, false, false], 2, Discount, 0.5f);

        float[] second = GeneralizedAdvantage.Estimate([10, 20, 30], [40, 50, 60], [50, 60, 70], [false, false, false], 1, Discount, 0.5f);
        float[] rest = GeneralizedAdvantage.Estimate([2, 3], [5, 6], [6, 7], [false, false], 1, Discount, 0.5f);
        Assert.Equal([1 - 4, second[0], rest[0], second[1], rest[1], second[2]], both, Close);
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-4;
}
