using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Tensors of doubles from numbers, and back.</summary>
internal static class Numbers
{
    public static Tensor Matrix(long rows, params double[] values) => tensor(values).reshape(rows, values.Length / rows);

    public static Tensor Shaped(long[] shape, params double[] values) => tensor(values).reshape(shape);

    public static double[] Of(Tensor values) => values.detach().to(ScalarType.Float64).flatten().data<double>().ToArray();

    public static void AssertClose(double[] expected, Tensor actual, double tolerance = 1e-12)
    {
        var numbers = Of(actual);
        Assert.Equal(expected.Length, numbers.Length);
        Assert.All(expected.Zip(numbers), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    public static void AssertClose(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.shape, actual.shape);
        AssertClose(Of(expected), actual, tolerance);
    }

    /// <summary>Compares the gradient of sum(function(input) * weights) with central differences, element by element, in double precision.</summary>
    public static void AssertGradient(Tensor input, Func<Tensor, Tensor> function, double tolerance = 1e-7)
    {
        const double Step = 1e-5;
        using var leaf = input.detach().clone().requires_grad_();
        using var weights = Cosines(function(leaf));
        double Value(Tensor at) => (function(at) * weights).sum().item<double>();

        (function(leaf) * weights).sum().backward();
        var gradient = Of(leaf.grad!);

        var numbers = Of(input);
        for (var i = 0; i < numbers.Length; i++)
        {
            double Shifted(double by)
            {
                var moved = (double[])numbers.Clone();
                moved[i] += by;
                using var _ = no_grad();
                return Value(Shaped(input.shape, moved));
            }
            Assert.Equal((Shifted(Step) - Shifted(-Step)) / (2 * Step), gradient[i], tolerance);
        }
    }

    // Weights without symmetry, so that no error cancels.
    private static Tensor Cosines(Tensor like) =>
        Shaped(like.shape, [.. Enumerable.Range(0, (int)like.numel()).Select(i => Math.Cos(1.3 * i + 0.4))]);
}
