using LaMo.Core.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Networks;

public class GeluNewTests
{
    // More than two chunks and a remainder of a vector.
    private const int Count = (1 << 16) + 21;

    private static readonly float[] _inputs = [.. Enumerable.Range(0, Count).Select(i => 12f * i / Count - 6), -1e4f, -90, -0f, 90, 1e4f];

    [Fact]
    public void ValuesAreThoseOfTheFormulaWithAndWithoutGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(_inputs, requires_grad: true);
        float[] trained = GeluNew.Apply(x).data<float>().ToArray();
        float[] evaluated;
        using (no_grad())
            evaluated = GeluNew.Apply(x).data<float>().ToArray();
        for (int i = 0; i < _inputs.Length; i++)
        {
            // A few units in the last place.
            double expected = Formula(_inputs[i]), tolerance = 1e-6 * Math.Max(Math.Abs(_inputs[i]), 1);
            Assert.Equal(expected, trained[i], tolerance);
            Assert.Equal(expected, evaluated[i], tolerance);
        }
    }

    [Fact]
    public void GradientIsTheDerivativeTimesWhatComesBack()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(_inputs, requires_grad: true);
        (GeluNew.Apply(x) * 3).sum().backward();
        float[] gradient = x.grad!.data<float>().ToArray();
        const double h = 1e-5;
        for (int i = 0; i < _inputs.Length; i++)
            Assert.Equal(3 * (Formula(_inputs[i] + h) - Formula(_inputs[i] - h)) / (2 * h), gradient[i], 1e-5);
    }

    [Fact]
    public void ViewsThatAreNotContiguousAreReadInOrder()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor x = randn(5, 7).t();
        Assert.Equal(GeluNew.Apply(x.contiguous()).data<float>().ToArray(), GeluNew.Apply(x).data<float>().ToArray());
    }

    private static double Formula(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
}
