using LaMo.Core;
using LaMo.Environments.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Tests.Learning;

public sealed class SquashedGaussianTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.7, -0.5)]
    [InlineData(-2, 0.3)]
    public void The_density_is_that_of_the_Gaussian_divided_by_the_slope_of_tanh(double mean, double logDeviation)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] noise = [-2, -0.5f, 0, 1, 2.5f];
        Tensor output = tensor(new[] { (float)mean, (float)logDeviation }).expand(noise.Length, 2);

        (Tensor actions, Tensor logDensities) = SquashedGaussian.Sample(output, tensor(noise, noise.Length, 1));

        double deviation = Math.Exp(logDeviation);
        for (int i = 0; i < noise.Length; i++)
        {
            double raw = mean + deviation * noise[i], action = Math.Tanh(raw);
            double density = Math.Exp(-0.5 * noise[i] * noise[i]) / (deviation * Math.Sqrt(2 * Math.PI)) / (1 - action * action);
            Assert.Equal(action, actions[i, 0].item<float>(), 1e-5);
            Assert.Equal(Math.Log(density), logDensities[i, 0].item<float>(), 1e-3);
        }
        Assert.Equal(Math.Tanh(mean), SquashedGaussian.Mode(output)[0, 0].item<float>(), 1e-6);
    }

    [Fact]
    public void Gaussian_noise_has_mean_0_and_variance_1()
    {
        var values = new float[100_001];

        new SplitMix64(3).NextGaussians(values);

        // Four standard errors.
        Assert.Equal(0, values.Average(), 4 / Math.Sqrt(values.Length));
        Assert.Equal(1, values.Average(value => value * value), 4 * Math.Sqrt(2.0 / values.Length));
    }
}
