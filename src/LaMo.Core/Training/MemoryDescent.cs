using System.Numerics;
using LaMo.Core.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>The same on single-precision parameters in the CPU's memory, with few passes over it.</summary>
internal sealed class MemoryDescent(IReadOnlyList<ParameterGroup> groups, double epsilon) : ClippedDescent
{
    private readonly AdamDescent[] _descents = [.. groups.Select(group => new AdamDescent(group.Parameters, group.LearningRate, epsilon, group.WeightDecay))];

    public override void ZeroGradients()
    {
        foreach (Tensor gradient in Gradients())
            TensorMemory.Floats(gradient).Clear();
    }

    public override void Step(double maxNorm, double factor)
    {
        double norm = Math.Sqrt(Gradients().Sum(gradient => SumOfSquares(TensorMemory.Floats(gradient))));
        float scale = (float)Math.Min(1, maxNorm / (norm + GradientClipping.Epsilon));
        foreach ((AdamDescent descent, ParameterGroup group) in _descents.Zip(groups))
        {
            descent.LearningRate = group.LearningRate * factor;
            descent.Step(scale, get_num_threads());
        }
    }

    public override void Save(BinaryWriter writer)
    {
        foreach (AdamDescent descent in _descents)
            descent.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        foreach (AdamDescent descent in _descents)
            descent.Load(reader);
    }

    public override void Dispose()
    {
    }

    private IEnumerable<Tensor> Gradients() => groups.SelectMany(group => group.Parameters).Select(parameter => parameter.grad).OfType<Tensor>();

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
