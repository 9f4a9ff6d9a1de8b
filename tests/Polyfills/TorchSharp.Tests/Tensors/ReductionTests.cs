using static TorchSharp.torch;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class ReductionTests
{
    private readonly Tensor _rows = Matrix(2, 3, 1, 2, 6, 5, 4);

    [Fact]
    public void SumsAndMeans()
    {
        Assert.Equal(21, _rows.sum().item<double>());
        AssertClose([9, 6, 6], _rows.sum(dim: 0));
        AssertClose([6, 15], _rows.sum(-1, keepdim: true).squeeze());
        AssertClose([21], _rows.sum(0, 1));
        AssertClose([2, 5], _rows.mean([1]));
        Assert.Equal(ScalarType.Float32, _rows.mean([1], type: ScalarType.Float32).dtype);
        Assert.Equal(720, _rows.prod().item<double>());
        Assert.Equal(ScalarType.Int64, tensor(new[] { true, true }).sum().dtype);
    }

    // A trap of the real library's overloads: a literal zero converts to an enum, so this is no sum over dimension 0.
    [Fact]
    public void ALiteralZeroIsAnElementType() => Assert.Equal((ScalarType.Byte, 0L), (_rows.sum(0).dtype, _rows.sum(0).ndim));

    // A trap of the real library: it does not pass the argument on.
    [Fact]
    public void VarianceOfAllElementsIsAlwaysUnbiased() => AssertClose([3.5], _rows.var(unbiased: false));

    [Fact]
    public void SpreadIsUnbiasedByDefault()
    {
        AssertClose([1, 1], _rows.var(1));
        AssertClose([2.0 / 3, 2.0 / 3], _rows.var(1, unbiased: false));
        AssertClose([Math.Sqrt(3.5)], _rows.std());
        var (spread, mean) = _rows.std_mean(1);
        AssertClose([1, 1], spread);
        AssertClose([2, 5], mean);
        AssertClose([3.5], _rows.var_mean((0, 1)).var);
        // A slip of the real library: the static form without dimensions gives the standard deviation.
        AssertClose([Math.Sqrt(3.5)], var_mean(_rows).var);
    }

    [Fact]
    public void ExtremesComeWithPlaces()
    {
        var (values, indexes) = _rows.max(1);
        AssertClose([3, 6], values);
        Assert.Equal([0L, 0], indexes.data<long>());
        AssertClose([1, 4], _rows.min(1).values);
        Assert.Equal([1L, 2], _rows.argmin(1).data<long>());
        Assert.Equal(3, _rows.argmax().item<long>());
        AssertClose([6, 5, 4], _rows.amax([0]));
        using var target = empty(2, dtype: float64);
        _rows.amin([1], @out: target).Dispose();
        AssertClose([1, 4], target);
        Assert.Equal(1, _rows.min().item<double>());
    }

    [Fact]
    public void NormsOfAllOrders()
    {
        using var values = tensor(new[] { 3.0, -4 });
        Assert.Equal(5, values.norm().item<double>(), 1e-12);
        Assert.Equal(7, values.norm(1f).item<double>(), 1e-12);
        Assert.Equal(4, values.norm(float.PositiveInfinity).item<double>(), 1e-12);
        AssertClose([Math.Sqrt(14), Math.Sqrt(77)], _rows.norm(1, false, 2f));
    }

    [Fact]
    public void BooleansAreReduced()
    {
        Assert.True((_rows > 0).all().item<bool>());
        Assert.Equal([false, true], (_rows > 3).all(1).data<bool>());
        Assert.True((_rows > 5).any().item<bool>());
        Assert.Equal(3, _rows.gt(3).count_nonzero().item<long>());
    }

    [Fact]
    public void RunningTotals()
    {
        AssertClose([3, 4, 6, 6, 11, 15], _rows.cumsum(1));
        AssertClose([3, 1, 2, 18, 5, 8], _rows.cumprod(0));
    }

    [Fact]
    public void OrderIsFound()
    {
        var (sorted, order) = _rows.sort(1);
        AssertClose([1, 2, 3, 4, 5, 6], sorted);
        Assert.Equal([1L, 2, 0, 2, 1, 0], order.data<long>());
        var (top, places) = _rows.topk(2);
        AssertClose([3, 2, 6, 5], top);
        Assert.Equal([0L, 2, 0, 1], places.data<long>());
        Assert.Equal([0L, 2, 1], _rows[0].argsort(descending: true).data<long>());
    }

    [Fact]
    public void SoftmaxSumsToOneAndIgnoresShifts()
    {
        AssertClose([1, 1], _rows.softmax(1).sum(1));
        AssertClose(_rows.softmax(1), (_rows + 1000).softmax(1));
        AssertClose(_rows.softmax(1).log(), _rows.log_softmax(1));
        AssertClose([Math.Log(Math.Exp(3) + Math.Exp(1) + Math.Exp(2))], _rows[0].logsumexp(0));
    }
}
