using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class AttentionTests
{
    private readonly Tensor _query = Wave(1, 2, 3, 4, 8);
    private readonly Tensor _key = Wave(2, 2, 3, 5, 8);
    private readonly Tensor _value = Wave(3, 2, 3, 5, 6);

    private static Tensor Wave(int seed, params long[] shape) =>
        Shaped(shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, size) => product * size)).Select(i => Math.Sin(seed + 0.7 * i))]);

    private Tensor Explicit(Tensor? addend)
    {
        var scores = _query.matmul(_key.transpose(-2, -1)) / Math.Sqrt(8);
        return (addend is null ? scores : scores + addend).softmax(-1).matmul(_value);
    }

    [Fact]
    public void WithoutAMaskItIsTheSoftmaxOfScaledProducts() =>
        AssertClose(Explicit(null), functional.scaled_dot_product_attention(_query, _key, _value));

    [Fact]
    public void AFloatMaskIsAdded()
    {
        using var mask = Wave(4, 4, 5);
        AssertClose(Explicit(mask), functional.scaled_dot_product_attention(_query, _key, _value, mask));
    }

    [Fact]
    public void ABooleanMaskTellsWhatTakesPart()
    {
        using var takesPart = Wave(5, 4, 5) > -0.5;
        using var addend = zeros(4, 5, dtype: ScalarType.Float64).masked_fill(takesPart.logical_not(), double.NegativeInfinity);
        AssertClose(Explicit(addend), functional.scaled_dot_product_attention(_query, _key, _value, takesPart));
    }

    [Fact]
    public void CausalAttentionSeesNoLaterKey()
    {
        using var addend = full(4, 5, double.NegativeInfinity, dtype: ScalarType.Float64).triu(1);
        AssertClose(Explicit(addend), functional.scaled_dot_product_attention(_query, _key, _value, is_casual: true));
    }

    [Fact]
    public void CausalityAndAMaskExcludeEachOther()
    {
        using var mask = zeros(4, 5, dtype: ScalarType.Float64);
        Assert.Throws<ArgumentException>(() => functional.scaled_dot_product_attention(_query, _key, _value, mask, is_casual: true));
        Assert.Throws<ArgumentException>(() => functional.scaled_dot_product_attention(_query, _key, _value, p: -0.1));
    }

    [Fact]
    public void GradientsAreRight()
    {
        AssertGradient(_query, query => functional.scaled_dot_product_attention(query, _key, _value, is_casual: true));
        AssertGradient(_value, value => functional.scaled_dot_product_attention(_query, _key, value));
    }
}
