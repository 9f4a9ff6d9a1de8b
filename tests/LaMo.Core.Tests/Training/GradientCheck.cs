using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training;

/// <summary>Compares a loss's gradient with finite differences.</summary>
internal static class GradientCheck
{
    /// <summary>Checks the gradient with regard to one of the loss's arguments; central differences of doubles are good to 1e-8 or so where the loss is smooth.</summary>
    public static void Assert(Func<Tensor, Tensor> loss, Tensor argument)
    {
        const double step = 1e-5, tolerance = 1e-6;
        using DisposeScope scope = NewDisposeScope();
        Tensor variable = argument.detach().clone().requires_grad_(true);
        loss(variable).backward();
        double[] gradient = variable.grad!.contiguous().data<double>().ToArray();
        double[] values = argument.contiguous().data<double>().ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            double difference = (At(i, step) - At(i, -step)) / (2 * step);
            Xunit.Assert.Equal(difference, gradient[i], tolerance * (1 + Math.Abs(difference)));
        }
        Xunit.Assert.Contains(gradient, value => value != 0);

        double At(int index, double change)
        {
            double[] changed = [.. values];
            changed[index] += change;
            return loss(tensor(changed, argument.shape)).item<double>();
        }
    }

    /// <summary>Double-precision numbers of the standard normal distribution, the same for the same seed.</summary>
    public static Tensor Normal(int seed, params long[] shape)
    {
        random.manual_seed(seed);
        return randn(shape, ScalarType.Float64);
    }
}
