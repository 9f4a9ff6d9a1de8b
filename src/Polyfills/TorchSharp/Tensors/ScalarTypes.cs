using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What the element types are.</summary>
internal static class ScalarTypes
{
    internal static bool IsIntegral(this ScalarType type) => type <= ScalarType.Int64 || type == ScalarType.Bool;

    internal static bool IsFloatingPoint(this ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    internal static bool IsComplex(this ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>The native mark for an absent type stands in for null.</summary>
    internal static ScalarType OrAbsent(this ScalarType? type) => type ?? (ScalarType)(-1);
}
