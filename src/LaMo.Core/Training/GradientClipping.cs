using System.Numerics;
using LaMo.Core.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>Scales a gradient down to a norm (Pascanu et al., arXiv 1211.5063).</summary>
internal static class GradientClipping
{
    // What is added to the norm, as in PyTorch, against one of 0.
    private const double Epsilon = 1e-6;

    /// <summary>Scales the gradient, wholly on its device: <c>clip_grad_norm_</c> returns the norm, and a GPU would be waited for.</summary>
    /// <param name="parameters">The parameters; those without gradient are passed over.</param>
    /// <param name="maxNorm">The norm that that of all gradients together is not to exceed.</param>
    public static void Clip(IEnumerable<Parameter> parameters, double maxNorm)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] gradients = [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return;
        Tensor norm = stack([.. gradients.Select(gradient => gradient.norm())]).norm();
        Tensor scale = (maxNorm / (norm + Epsilon)).clamp(max: 1);
        foreach (Tensor gradient in gradients)
            gradient.mul_(scale);
    }

    /// <summary>What gradients are to be multiplied by.</summary>
    /// <param name="gradients">Single-precision gradients in the CPU's memory.</param>
    /// <param name="maxNorm">The norm that that of all gradients together is not to exceed; none if infinite.</param>
    public static float Scale(IEnumerable<Tensor> gradients, double maxNorm)
    {
        if (double.IsPositiveInfinity(maxNorm))
            return 1;
        double norm = Math.Sqrt(gradients.Sum(gradient => SumOfSquares(TensorMemory.Floats(gradient))));
        return (float)Math.Min(1, maxNorm / (norm + Epsilon));
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        // Short sums in single precision, their sum in double.
        const int Block = 1024;
        double sum = 0;
        for (; values.Length >= Block; values = values[Block..])
        {
            Vector<float> squares = default;
            for (int i = 0; i < Block; i += Vector<float>.Count)
            {
                var x = new Vector<float>(values[i..]);
                squares += x * x;
            }
            sum += Vector.Sum(squares);
        }
        foreach (float value in values)
            sum += (double)value * value;
        return sum;
    }
}
