using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class ParameterTests
{
    private static Parameter WithGradient(double[] values, double[] gradient)
    {
        var parameter = Parameter(tensor(values));
        parameter.grad = tensor(gradient);
        return parameter;
    }

    [Fact]
    public void AParameterTakesTheTensorOver()
    {
        var values = tensor(new[] { 1.0, 2.0 });
        using var parameter = Parameter(values);
        Assert.True(values.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(parameter.is_leaf);
        AssertClose([1, 2], parameter);
        using var frozen = Parameter(zeros(1), requires_grad: false);
        Assert.False(frozen.requires_grad);
    }

    [Fact]
    public void AParameterTakesTheTensorsPlaceInItsScope()
    {
        Parameter parameter;
        using (NewDisposeScope()) parameter = Parameter(zeros(1));
        Assert.True(parameter.IsInvalid);
    }

    [Fact]
    public void ClippingScalesAllGradientsByTheirCommonNorm()
    {
        Parameter[] parameters = [WithGradient([0, 0], [3, 0]), Parameter(zeros(1)), WithGradient([0], [4])];
        Assert.Equal(5, torch.nn.utils.clip_grad_norm_(parameters, 2.5), 1e-12);
        AssertClose([1.5, 0], parameters[0].grad!, 1e-6);
        AssertClose([2], parameters[2].grad!, 1e-6);
        Assert.Null(parameters[1].grad);

        Assert.Equal(2.5, torch.nn.utils.clip_grad_norm_(parameters, 100), 1e-6);
        AssertClose([2], parameters[2].grad!, 1e-6);
    }

    [Fact]
    public void ClippingKnowsOtherNorms()
    {
        Parameter[] parameters = [WithGradient([0, 0], [3, -1]), WithGradient([0], [-4])];
        Assert.Equal(8, torch.nn.utils.clip_grad_norm_(parameters, 100, norm_type: 1), 1e-12);
        Assert.Equal(4, torch.nn.utils.clip_grad_norm_(parameters, 100, norm_type: double.PositiveInfinity), 1e-12);
        Assert.Equal(0, torch.nn.utils.clip_grad_norm_([], 1));
    }

    [Fact]
    public void ClippingByValueClampsEveryElement()
    {
        Parameter[] parameters = [WithGradient([0, 0, 0], [3, -2, 0.5])];
        torch.nn.utils.clip_grad_value_(parameters, 1);
        AssertClose([1, -1, 0.5], parameters[0].grad!);
    }

    [Fact]
    public void ParametersGoToAVectorAndBack()
    {
        using var linear = Linear(2, 2);
        using var vector = torch.nn.utils.parameters_to_vector(linear.parameters());
        Assert.Equal([6], vector.shape);
        AssertClose([.. Of(linear.weight), .. Of(linear.bias!)], vector);

        torch.nn.utils.vector_to_parameters(arange(6, dtype: ScalarType.Float32), linear.parameters());
        AssertClose(Matrix(2, 0, 1, 2, 3), linear.weight);
        AssertClose([4, 5], linear.bias!);
        Assert.True(linear.weight.requires_grad);
    }
}
