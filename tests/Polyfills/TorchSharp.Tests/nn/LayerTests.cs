using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class LayerTests
{
    private static Parameter Weights(long rows, params double[] values) => Parameter(Matrix(rows, values));

    private static Parameter Vector(params double[] values) => Parameter(tensor(values));

    [Fact]
    public void LinearMultipliesByTheTransposeAndAddsTheBias()
    {
        using var linear = Linear(Weights(2, 1, 2, 3, 4, 5, 6), Vector(10, 20));
        Assert.Equal((3, 2), (linear.in_features, linear.out_features));
        AssertClose(Matrix(2, 11, 24, 16, 32), linear.call(Matrix(2, 1, 0, 0, 0, 0, 2)));
        using var unbiased = Linear(Weights(1, 1, 2));
        Assert.Null(unbiased.bias);
        AssertClose([5], unbiased.call(tensor(new double[] { 1, 2 })));
    }

    [Fact]
    public void LinearRefusesOtherShapes()
    {
        using var linear = Linear(3, 2);
        Assert.ThrowsAny<Exception>(() => linear.call(ones(1, 4)));
    }

    [Fact]
    public void LayerNormStandardisesTheLastDimension()
    {
        using var norm = LayerNorm(2, dtype: ScalarType.Float64);
        // The mean is 3 and the population variance 4.
        var expected = 2 / Math.Sqrt(4 + 1e-5);
        AssertClose([-expected, expected], norm.call(Matrix(1, 1, 5)));

        norm.weight = Vector(2, 3);
        norm.bias = Vector(10, 20);
        AssertClose([10 - 2 * expected, 20 + 3 * expected], norm.call(Matrix(1, 1, 5)));
    }

    [Fact]
    public void LayerNormWithoutAffineHasNoParameters()
    {
        using var norm = LayerNorm([2, 2], eps: 0, elementwise_affine: false);
        Assert.Empty(norm.parameters());
        AssertClose([-1, -1, 1, 1], norm.call(Matrix(2, 0, 0, 2, 2)));
    }

    [Fact]
    public void EmbeddingLooksRowsUp()
    {
        using var embedding = Embedding(3, 2);
        embedding.weight = Weights(3, 0, 1, 10, 11, 20, 21);
        var found = embedding.call(tensor(new long[] { 2, 0, 2, 1 }).reshape(2, 2));
        Assert.Equal([2, 2, 2], found.shape);
        AssertClose([20, 21, 0, 1, 20, 21, 10, 11], found);
    }

    [Fact]
    public void EmbeddingGradientsAddUpOverRepetitionsButNotAtThePadding()
    {
        using var embedding = Embedding(4, 1, padding_idx: 1);
        AssertClose([0], embedding.call(tensor(new long[] { 1 })));
        embedding.call(tensor(new long[] { 0, 1, 0, 3 })).sum().backward();
        AssertClose([2, 0, 0, 1], embedding.parameters().Single().grad!);
    }

    [Fact]
    public void EmbeddingLimitsTheNormOfTheRowsItLooksUp()
    {
        using var embedding = Embedding(2, 2, max_norm: 1);
        embedding.weight = Weights(2, 3, 4, 30, 40);
        AssertClose([0.6, 0.8], embedding.call(tensor(new long[] { 0 })), 1e-6);
        AssertClose([0.6, 0.8, 30, 40], embedding.weight!, 1e-6);
    }

    [Fact]
    public void EmbeddingRefusesAPaddingOutside() => Assert.ThrowsAny<Exception>(() => Embedding(2, 2, padding_idx: 2));

    [Fact]
    public void DropoutZeroesAndScalesInTrainingOnly()
    {
        using var dropout = Dropout(0.25);
        using var input = ones(10_000);
        var numbers = Of(dropout.call(input));
        Assert.All(numbers, number => Assert.True(number == 0 || Math.Abs(number - 4.0 / 3) < 1e-6));
        // The standard deviation of the share is 0.0043.
        Assert.Equal(0.25, numbers.Count(number => number == 0) / 10_000.0, 0.03);

        dropout.eval();
        AssertClose(input, dropout.call(input), 0);
        Assert.ThrowsAny<Exception>(() => functional.dropout(input, 1.5));
    }

    [Fact]
    public void InPlaceFunctionsChangeTheirInput()
    {
        using var input = tensor(new double[] { -1, 2 });
        using var output = functional.relu(input, inplace: true);
        AssertClose([0, 2], input);
        AssertClose([0, 2], output);
        using var dropped = functional.dropout(input, 1, inplace: true);
        AssertClose([0, 0], input);
    }

    [Theory]
    [InlineData(-2.0)]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(3.0)]
    public void ActivationsFollowTheirFormulas(double x)
    {
        var sigmoid = 1 / (1 + Math.Exp(-x));
        void Check(double expected, Module<Tensor, Tensor> module)
        {
            using (module) AssertClose([expected], module.call(tensor(new[] { x })), 1e-9);
        }
        Check(Math.Max(0, x), ReLU());
        Check(Math.Tanh(x), Tanh());
        Check(sigmoid, Sigmoid());
        Check(x * sigmoid, SiLU());
        Check(x * NormalDistribution(x), GELU());
        Check(Math.Log(1 + Math.Exp(2 * x)) / 2, Softplus(beta: 2));
        Check(1, Softmax(0));
        Check(0, LogSoftmax(0));
    }

    // By Simpson's rule over 2000 intervals.
    private static double NormalDistribution(double x)
    {
        const int Intervals = 2000;
        var step = x / Intervals;
        var sum = Enumerable.Range(0, Intervals + 1).Sum(i => (i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-step * step * i * i / 2));
        return 0.5 + sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }

    [Fact]
    public void SoftmaxNormalisesAlongADimension()
    {
        AssertClose([1.0 / 3, 2.0 / 3], functional.softmax(tensor(new[] { 0, Math.Log(2) }), 0));
        AssertClose(Matrix(2, 0.5, 0.25, 0.5, 0.75), functional.softmax(Matrix(2, 0, 0, 0, Math.Log(3)), 0));
        AssertClose([-Math.Log(3), Math.Log(2.0 / 3)], functional.log_softmax(tensor(new[] { 0, Math.Log(2) }), 0));
        Assert.Equal(ScalarType.Float64, functional.softmax(ones(2), 0, ScalarType.Float64).dtype);
    }

    [Fact]
    public void Conv2dCorrelatesWithTheKernel()
    {
        using var convolution = Conv2d(1, 1, 2, stride: 1, padding: 1);
        convolution.weight = Parameter(Shaped([1, 1, 2, 2], 1, 2, 3, 4));
        convolution.bias = Vector(100);
        using var image = Shaped([1, 1, 2, 2], 1, 2, 3, 4);
        AssertClose(
            Shaped([1, 1, 3, 3], 104, 111, 106, 114, 130, 114, 106, 111, 104),
            convolution.call(image));
        Assert.Equal([1, 3, 3], convolution.call(image.squeeze(0)).shape);
    }

    [Fact]
    public void Conv2dHasStridesGroupsAndNamedPadding()
    {
        using var input = randn(2, 4, 9, 7);
        using var strided = Conv2d(4, 6, (3, 2), stride: (2, 1), groups: 2, bias: false);
        Assert.Equal([6, 2, 3, 2], strided.weight.shape);
        Assert.Null(strided.bias);
        Assert.Equal([2, 6, 4, 6], strided.call(input).shape);
        using var same = Conv2d(4, 1, 3, Padding.Same, dilation: 2);
        Assert.Equal([2, 1, 9, 7], same.call(input).shape);
        using var valid = Conv2d(4, 1, 3, Padding.Valid);
        Assert.Equal([2, 1, 7, 5], valid.call(input).shape);
        using var circular = Conv2d(4, 1, 3, padding: 1, padding_mode: PaddingModes.Circular);
        Assert.Equal([2, 1, 9, 7], circular.call(input).shape);
        Assert.Throws<ArgumentException>(() => valid.call(randn(2, 3, 9, 7)));
        Assert.Throws<ArgumentException>(() => Conv2d(4, 1, 3, Padding.Same, stride: 2));
    }

    [Fact]
    public void PoolingKeepsTheLargest()
    {
        using var image = Shaped([1, 1, 2, 4], 1, 2, 3, 4, 8, 7, 6, 5);
        AssertClose([8, 6], functional.max_pool2d(image, 2));
        AssertClose([8, 7, 6], functional.max_pool2d(image, (2L, 2L), stride: (1L, 1L)));
        Assert.Equal([1, 1, 2, 3], functional.max_pool2d(image, [2, 2], padding: [1, 1]).shape);
    }

    [Fact]
    public void NormalizeDividesByTheNorm()
    {
        AssertClose(Matrix(2, 0.6, 0.8, 0, 0), functional.normalize(Matrix(2, 3, 4, 0, 0)));
        AssertClose(Matrix(2, 0.75, 1, 0.25, 0), functional.normalize(Matrix(2, 3, 4, 1, 0), p: 1, dim: 0));
    }

    [Fact]
    public void FlattenJoinsDimensions()
    {
        using var input = zeros(2, 3, 4, 5);
        Assert.Equal([2, 60], Flatten().call(input).shape);
        Assert.Equal([2, 12, 5], Flatten(1, 2).call(input).shape);
    }

    [Fact]
    public void SequentialRunsSlicesAndGrows()
    {
        using var net = Sequential(Linear(Weights(1, 2), Vector(1)), ReLU());
        net.append("double", Linear(Weights(1, 2)));
        AssertClose([6], net.call(tensor(new[] { 1.0 })));
        AssertClose([3], net[..2].call(tensor(new[] { 1.0 })));
        AssertClose([-1], net[(null, 1)].call(tensor(new[] { -1.0 })));
        AssertClose([0], net[1].call(tensor(new[] { -1.0 })));
        AssertClose([4], Sequential().call(tensor(new[] { 4.0 })));
    }

    [Fact]
    public void PadPutsTheLastDimensionFirst()
    {
        using var input = Matrix(1, 1, 2);
        AssertClose([9, 1, 2, 9, 9], functional.pad(input, (1L, 2L), value: 9));
        Assert.Equal([4, 3], functional.pad(input, (1L, 0L, 1L, 2L)).shape);
        Assert.Equal([3, 4], functional.pad(input, 1).shape);
        AssertClose([1, 1, 2], functional.pad(input, new long[] { 1, 0 }, PaddingModes.Replicate));
    }

    [Fact]
    public void OneHotMarksTheClass()
    {
        AssertClose([0, 1, 0, 0, 0, 1], functional.one_hot(tensor(new long[] { 1, 2 }), 3));
        Assert.Equal([2, 3], functional.one_hot(tensor(new long[] { 1, 2 })).shape);
        Assert.Equal("OneHot input tensor must have elements of type Int64", Assert.Throws<ArgumentException>(() => functional.one_hot(tensor(new[] { 1, 2 }))).Message);
    }
}
