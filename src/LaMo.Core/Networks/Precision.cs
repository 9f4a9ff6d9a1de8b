using System.Text.Json.Serialization;

namespace LaMo.Core.Networks;

/// <summary>
/// What the transformer's matrix products are computed in. Weights, the optimiser's state, layer norms, softmax, losses and what is around the transformer
/// are float32 whatever it is.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>float32.</summary>
    Float32,

    /// <summary>On CUDA, float32 whose factors are rounded to 10 bits of mantissa (TF32) in every product of the network, around the transformer too; on the CPU, float32.</summary>
    TensorFloat32,

    /// <summary>bfloat16, 7 bits of mantissa: factors and results are rounded to it, sums are not.</summary>
    BFloat16,
}
