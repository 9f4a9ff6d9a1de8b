using static TorchSharp.torch;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class LinearAlgebraTests
{
    private readonly Tensor _left = Matrix(2, 1, 2, 3, 4, 5, 6);
    private readonly Tensor _right = Matrix(3, 1, 0, 2, 1, 0, 3);

    [Fact]
    public void ProductsOfMatrices()
    {
        double[] product = [5, 11, 14, 23];
        AssertClose(product, _left.mm(_right));
        AssertClose(product, matmul(_left, _right));
        AssertClose(product, einsum("ij,jk->ik", _left, _right));
        AssertClose([.. product, .. product], _left.expand(2, 2, 3).bmm(_right.expand(2, 3, 2)));
        AssertClose([7, 13, 16, 25], addmm(full(2, 2, 1.0, float64), _left, _right, 2, 1));
    }

    [Fact]
    public void ProductsOfVectors()
    {
        using var vector = tensor(new[] { 1.0, -1, 2 });
        AssertClose([5, 11], _left.mv(vector));
        AssertClose([6], vector.dot(vector));
        AssertClose([1, -1, 2, -1, 1, -2, 2, -2, 4], vector.outer(vector));
    }

    [Fact]
    public void MatmulBroadcastsBatches() =>
        Assert.Equal([5L, 4, 2, 2], matmul(_left.expand(5, 1, 2, 3), _right.expand(4, 3, 2)).shape);
}
