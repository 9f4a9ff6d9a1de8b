using LaMo.Core.Kernels;

namespace LaMo.Core.Training.Cpu;

/// <summary>A layer norm in training.</summary>
internal sealed class TrainedNorm(TrainedParameter weight, TrainedParameter bias, double epsilon) : ITrainedLayer
{
    private readonly float[] _weight = new float[weight.Columns];
    private readonly float[] _bias = new float[weight.Columns];

    /// <inheritdoc/>
    public void Refresh()
    {
        weight.Values.CopyTo(_weight);
        bias.Values.CopyTo(_bias);
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
        new LayerNormalization(_weight, _bias, (float)epsilon).Differentiate(x, dy, dx, weight.IsNeeded ? weight.Gradient(thread) : default(Span<float>), bias.IsNeeded ? bias.Gradient(thread) : default(Span<float>));
}
