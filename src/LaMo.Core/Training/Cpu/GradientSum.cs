using LaMo.Core.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training.Cpu;

/// <summary>The gradient of one parameter, summed by several threads apart, so that the sum does not depend on who was faster.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="scale">What the sum is multiplied by at the end.</param>
internal sealed class GradientSum(Parameter parameter, float scale = 1)
{
    private readonly List<float[]> _sums = [];

    /// <summary>The parameter.</summary>
    public Parameter Parameter => parameter;

    /// <summary>Whether it is trained at all.</summary>
    public bool IsNeeded => parameter.requires_grad;

    /// <summary>Begins at zero.</summary>
    /// <param name="threads">The number of threads.</param>
    public void Clear(int threads)
    {
        while (_sums.Count < threads)
            _sums.Add(new float[parameter.numel()]);
        foreach (float[] sum in _sums)
            Array.Clear(sum);
    }

    /// <summary>The sum of one thread.</summary>
    public float[] Of(int thread) => _sums[thread];

    /// <summary>The sum of all threads.</summary>
    public Tensor Total()
    {
        float[] total = _sums[0];
        foreach (float[] sum in _sums.Skip(1))
            Pointwise.Add(total, sum);
        Pointwise.Scale(total, scale);
        return tensor(total, parameter.shape);
    }
}
