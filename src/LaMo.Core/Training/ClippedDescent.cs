using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>AdamW (Loshchilov and Hutter, arXiv 1711.05101) with the gradient of all parameters together clipped by its norm (Pascanu et al. 2013).</summary>
internal abstract class ClippedDescent : IDisposable
{
    /// <param name="groups">The parameters.</param>
    /// <param name="epsilon">What is added to the root of the second moment.</param>
    public static ClippedDescent Create(IReadOnlyList<ParameterGroup> groups, double epsilon)
    {
        ParameterGroup[] trained = [.. groups.Where(group => group.Parameters.Count > 0)];
        bool inMemory = trained.SelectMany(group => group.Parameters).All(parameter => parameter.device_type == TorchSharp.DeviceType.CPU && parameter.dtype == ScalarType.Float32);
        return inMemory ? new MemoryDescent(trained, epsilon) : new LibtorchDescent(trained, epsilon);
    }

    /// <summary>Sets the gradients to 0.</summary>
    public abstract void ZeroGradients();

    /// <summary>Takes a step.</summary>
    /// <param name="maxNorm">The norm that that of all gradients together is not to exceed.</param>
    /// <param name="factor">What the learning rates are multiplied by.</param>
    public abstract void Step(double maxNorm, double factor);

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);

    public abstract void Dispose();
}
