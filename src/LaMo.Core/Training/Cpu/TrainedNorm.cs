using LaMo.Core.Kernels;

namespace LaMo.Core.Training.Cpu;

/// <summary>A layer norm in training.</summary>
internal sealed class TrainedNorm(GradientSum weight, GradientSum bias, double epsilon)
{
    private readonly float[] _weight = new float[weight.Parameter.numel()];
    private readonly float[] _bias = new float[weight.Parameter.numel()];

    /// <summary>Takes over the parameters' present values.</summary>
    public void Refresh()
    {
        TensorMemory.Floats(weight.Parameter).CopyTo(_weight);
        TensorMemory.Floats(bias.Parameter).CopyTo(_bias);
    }

    /// <param name="x"><c>[rows, d]</c></param>
    /// <param name="y">The normalised rows.</param>
    public void Forward(ReadOnlySpan<float> x, Span<float> y) => new LayerNormalization(_weight, _bias, (float)epsilon).Apply(x, y);

    /// <summary>Adds to the gradients of x, the weight and the bias.</summary>
    /// <param name="x"><c>[rows, d]</c></param>
    /// <param name="dy">The gradient of the normalised rows.</param>
    /// <param name="dx">The gradient of x.</param>
    /// <param name="thread">The thread that this runs on.</param>
    public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, int thread) =>
        new LayerNormalization(_weight, _bias, (float)epsilon).Differentiate(
            x, dy, dx, weight.IsNeeded ? weight.Of(thread).AsSpan(0, _weight.Length) : default, bias.IsNeeded ? bias.Of(thread).AsSpan(0, _bias.Length) : default);
}
