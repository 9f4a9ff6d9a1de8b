using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>The matrix products inside a transformer: of float32 and to float32, but computed in what <see cref="Precision"/> says.</summary>
internal sealed class TransformerProducts
{
    /// <summary>What they are computed in. The default value is <see cref="Precision.Float32"/>; <see cref="Precision.TensorFloat32"/> is a matter of <see cref="TensorFloat32"/>.</summary>
    public Precision Precision { get; set; }

    /// <summary>x W + b.</summary>
    /// <param name="bias"><c>[out]</c></param>
    /// <param name="x"><c>[row, in]</c></param>
    /// <param name="weight"><c>[in, out]</c></param>
    public Tensor Affine(Tensor bias, Tensor x, Tensor weight) => Result(addmm(Factor(bias), Factor(x), Factor(weight), 1, 1));

    /// <summary>x W^T.</summary>
    /// <param name="x"><c>[…, in]</c></param>
    /// <param name="weight"><c>[out, in]</c></param>
    public Tensor Linear(Tensor x, Tensor weight) => Result(nn.functional.linear(Factor(x), Factor(weight)));

    /// <summary>The products of matrices two by two.</summary>
    /// <param name="left"><c>[batch, n, m]</c></param>
    /// <param name="right"><c>[batch, m, p]</c></param>
    public Tensor Batched(Tensor left, Tensor right) => Result(Factor(left).bmm(Factor(right)));

    private Tensor Factor(Tensor x) => Precision == Precision.BFloat16 ? x.to(ScalarType.BFloat16) : x;

    private Tensor Result(Tensor product) => Precision == Precision.BFloat16 ? product.to(ScalarType.Float32) : product;
}
