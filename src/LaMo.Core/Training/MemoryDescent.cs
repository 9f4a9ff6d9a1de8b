using LaMo.Core.Kernels;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>AdamW on single-precision parameters in the CPU's memory, with few passes over it.</summary>
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
        float scale = GradientClipping.Scale(Gradients(), maxNorm);
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
}
