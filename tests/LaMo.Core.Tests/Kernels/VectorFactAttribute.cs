using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

/// <summary>A test of what is used on processors with AVX-512 alone.</summary>
internal sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute() => Skip = SkipReason;

    public static string? SkipReason => MatrixProduct.IsSupported ? null : "The processor has no vectors of 512 bits.";
}

/// <inheritdoc cref="VectorFactAttribute"/>
internal sealed class VectorTheoryAttribute : TheoryAttribute
{
    public VectorTheoryAttribute() => Skip = VectorFactAttribute.SkipReason;
}
