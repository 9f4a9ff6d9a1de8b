using static TorchSharp.torch;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class PointwiseTests
{
    private static readonly double[] s_points = [-2.5, -1, -0.3, 0.2, 0.9, 1.7, 3.1];

    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Functions => new()
    {
        { "abs", x => x.abs(), Math.Abs },
        { "ceil", x => x.ceil(), Math.Ceiling },
        { "floor", x => x.floor(), Math.Floor },
        { "round", x => x.round(), x => Math.Round(x, MidpointRounding.ToEven) },
        { "round to one decimal", x => x.round(1), x => Math.Round(x, 1) },
        { "trunc", x => x.trunc(), Math.Truncate },
        { "frac", x => x.frac(), x => x - Math.Truncate(x) },
        { "sign", x => x.sign(), x => Math.Sign(x) },
        { "exp", x => x.exp(), Math.Exp },
        { "exp2", x => x.exp2(), x => Math.Pow(2, x) },
        { "expm1", x => x.expm1(), x => Math.Exp(x) - 1 },
        { "log of square", x => x.square().log(), x => 2 * Math.Log(Math.Abs(x)) },
        { "log1p of square", x => x.pow(2).log1p(), x => Math.Log(1 + x * x) },
        { "sqrt", x => x.abs().sqrt(), x => Math.Sqrt(Math.Abs(x)) },
        { "rsqrt", x => x.abs().rsqrt(), x => 1 / Math.Sqrt(Math.Abs(x)) },
        { "reciprocal", x => x.reciprocal(), x => 1 / x },
        { "sin", x => x.sin(), Math.Sin },
        { "cos", x => x.cos(), Math.Cos },
        { "tan", x => x.tan(), Math.Tan },
        { "atan", x => x.atan(), Math.Atan },
        { "sinh", x => x.sinh(), Math.Sinh },
        { "tanh", x => x.tanh(), Math.Tanh },
        { "sigmoid", x => x.sigmoid(), x => 1 / (1 + Math.Exp(-x)) },
        { "log_sigmoid", x => x.log_sigmoid(), x => -Math.Log(1 + Math.Exp(-x)) },
        { "relu", x => x.relu(), x => Math.Max(x, 0) },
        { "leaky_relu", x => x.leaky_relu(0.1), x => x > 0 ? x : 0.1 * x },
        { "silu", x => x.silu(), x => x / (1 + Math.Exp(-x)) },
        { "elu", x => x.elu(), x => x > 0 ? x : Math.Exp(x) - 1 },
        { "softplus", x => x.softplus(2), x => Math.Log(1 + Math.Exp(2 * x)) / 2 },
        { "gelu from erf", x => x.gelu() * 2 / x - 1, x => ErrorFunction(x / Math.Sqrt(2)) },
        { "erf", x => x.erf(), ErrorFunction },
        { "erfc", x => x.erfc(), x => 1 - ErrorFunction(x) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void FunctionsAgreeWithTheirDefinition(string name, Func<Tensor, Tensor> function, Func<double, double> definition)
    {
        Assert.NotEmpty(name);
        AssertClose(s_points.Select(definition).ToArray(), function(tensor(s_points)), 1e-9);
    }

    [Fact]
    public void SpecialValuesAreFound()
    {
        using var values = tensor(new[] { 1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity });
        Assert.Equal([false, true, false, false], values.isnan().data<bool>());
        Assert.Equal([false, false, true, true], values.isinf().data<bool>());
        Assert.Equal([true, false, false, false], values.isfinite().data<bool>());
        Assert.Equal([1.0, 0, 5, -6], values.nan_to_num(0, 5, -6).data<double>());
    }

    // The Maclaurin series, exact to rounding for these arguments.
    private static double ErrorFunction(double x)
    {
        double sum = 0, term = x;
        for (int n = 0; n < 100; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
