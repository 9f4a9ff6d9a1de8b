using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class GradientTests
{
    private static readonly double[] s_numbers = [.. Enumerable.Range(0, 48).Select(i => Math.Sin(2.1 * i))];

    private readonly Tensor _rows = Matrix(3, s_numbers[..12]);

    [Fact]
    public void OfLinear()
    {
        using var weight = Matrix(2, s_numbers[12..20]);
        AssertGradient(_rows, input => functional.linear(input, weight));
        AssertGradient(weight, parameter => functional.linear(_rows, parameter));
        AssertGradient(tensor(new[] { 0.1, 0.2 }), bias => functional.linear(_rows, weight, bias));
    }

    [Fact]
    public void OfLayerNorm()
    {
        using var weight = tensor(s_numbers[20..24]);
        AssertGradient(_rows, input => functional.layer_norm(input, [4], weight));
        AssertGradient(weight, parameter => functional.layer_norm(_rows, [4], parameter));
    }

    [Fact]
    public void OfActivations()
    {
        AssertGradient(_rows, input => functional.gelu(input));
        AssertGradient(_rows, input => functional.silu(input));
        AssertGradient(_rows, input => functional.tanh(input));
        AssertGradient(_rows, input => functional.softplus(input));
        AssertGradient(_rows, input => functional.log_softmax(input, -1));
    }

    [Fact]
    public void OfConvolution()
    {
        using var images = Shaped([1, 2, 4, 4], s_numbers[..32]);
        using var kernel = Shaped([1, 2, 2, 2], s_numbers[32..40]);
        AssertGradient(images, input => functional.conv2d(input, kernel, strides: [2], padding: [1]));
        AssertGradient(kernel, weight => functional.conv2d(images, weight));
    }

    [Fact]
    public void OfLosses()
    {
        using var classes = tensor(new long[] { 3, 0, 1 });
        using var targets = _rows.abs();
        AssertGradient(_rows, input => functional.cross_entropy(input, classes));
        AssertGradient(_rows, input => functional.mse_loss(input, targets));
        AssertGradient(_rows, input => functional.binary_cross_entropy_with_logits(input, targets));
        AssertGradient(_rows, input => functional.smooth_l1_loss(input, targets));
    }
}
