using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>Some columns of GPT-2's linear layer y = x W + b in a <see cref="CpuTransformer"/>.</summary>
internal sealed class CpuLinear
{
    private readonly float[] _bias;
    private readonly int _inputs;
    private readonly PackedMatrix _weight;

    /// <param name="weight">W, <c>[in, out]</c>.</param>
    /// <param name="bias">b, <c>[out]</c>.</param>
    /// <param name="first">The first of the columns.</param>
    /// <param name="columns">Their number.</param>
    /// <param name="scale">What y is multiplied by.</param>
    public CpuLinear(Tensor weight, Tensor bias, int first, int columns, float scale = 1)
    {
        _inputs = (int)weight.shape[0];
        _bias = TensorMemory.Floats(bias).Slice(first, columns).ToArray();
        Pointwise.Scale(_bias, scale);
        _weight = new PackedMatrix(_inputs, columns);
        _weight.Load(TensorMemory.Floats(weight)[first..], (int)weight.shape[1], 1, scale);
    }

    /// <summary>The layer norm of a name in a block or a network.</summary>
    public static LayerNormalization Norm(Gpt2Config config, Func<string, Tensor> weight, string name) =>
        new(TensorMemory.Floats(weight($"{name}.weight")).ToArray(), TensorMemory.Floats(weight($"{name}.bias")).ToArray(), (float)config.LayerNormEpsilon);

    /// <summary>Computes y.</summary>
    /// <param name="x">The memory of x, <c>[rows, in]</c>.</param>
    /// <param name="xStart">Where x begins in it.</param>
    /// <param name="y">The memory of y, <c>[rows, out]</c>.</param>
    /// <param name="yStart">Where y begins in it.</param>
    /// <param name="yStride">The distance of y's rows.</param>
    /// <param name="rows">Best in whole tiles.</param>
    /// <param name="threads">How many threads may share the work.</param>
    public void Apply(float[] x, int xStart, float[] y, int yStart, int yStride, int rows, int threads)
    {
        for (int row = 0; row < rows; row++)
            _bias.CopyTo(y.AsSpan(yStart + row * yStride));
        _weight.Add(x, xStart, _inputs, y, yStart, yStride, rows, threads);
    }

    /// <summary>Adds y to what is there.</summary>
    /// <param name="x">x, <c>[rows, in]</c>.</param>
    /// <param name="sums">What it is added to, <c>[rows, out]</c>.</param>
    /// <param name="rows">In whole tiles.</param>
    /// <param name="threads">How many threads may share the work.</param>
    public void AddTo(float[] x, float[] sums, int rows, int threads)
    {
        for (int row = 0; row < rows; row++)
            Pointwise.Add(sums.AsSpan(row * _bias.Length, _bias.Length), _bias);
        _weight.Add(x, 0, _inputs, sums, 0, _bias.Length, rows, threads);
    }
}
