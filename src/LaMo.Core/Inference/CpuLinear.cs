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

    /// <summary>Computes y, or what the result says.</summary>
    /// <typeparam name="TResult">What becomes of the product with W.</typeparam>
    /// <param name="x">The memory of x, <c>[rows, in]</c>.</param>
    /// <param name="xStart">Where x begins in it.</param>
    /// <param name="y">The memory of y, <c>[rows, out]</c>.</param>
    /// <param name="yStart">Where y begins in it.</param>
    /// <param name="yStride">The distance of y's rows.</param>
    /// <param name="rows">Best in whole tiles.</param>
    /// <param name="threads">How many threads may share the work.</param>
    public void Apply<TResult>(float[] x, int xStart, float[] y, int yStart, int yStride, int rows, int threads)
        where TResult : struct, IProductResult => _weight.Apply<TResult>(x, xStart, _inputs, _bias, y, yStart, yStride, rows, threads);
}
