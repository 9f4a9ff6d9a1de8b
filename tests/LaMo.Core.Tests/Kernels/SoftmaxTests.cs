using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class SoftmaxTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    public void ItSeesTheFirstScoresAlone(int visible)
    {
        var random = new Random(visible);
        float[] scores = [.. Enumerable.Range(0, 32).Select(_ => 40 * random.NextSingle() - 20)];
        double[] powers = [.. scores[..visible].Select(score => Math.Exp(score))];
        Softmax.Apply(scores, visible);
        for (int i = 0; i < 32; i++)
            Assert.Equal(i < visible ? powers[i] / powers.Sum() : 0, scores[i], 1e-6);
    }
}
