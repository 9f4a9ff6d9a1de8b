using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class CreationTests
{
    [Fact]
    public void TypesAreInferred()
    {
        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(3.0).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3, 7).dtype);
        Assert.Equal(ScalarType.Int64, full([2], true).dtype);
        Assert.Equal(ScalarType.Float32, full([2], 0.5).dtype);
        Assert.Equal(ScalarType.Int32, tensor(3).dtype);
        Assert.Equal(ScalarType.Float64, tensor(3.0).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(ScalarType.Float16, tensor(new[] { (Half)1 }).dtype);
        Assert.Equal(ScalarType.Int64, randint(10, [3]).dtype);
        Assert.Equal(ScalarType.Int64, randperm(4).dtype);
    }

    [Fact]
    public void RangesHaveClosedForms()
    {
        Assert.Equal([2L, 5, 8], arange(2, 10, 3).data<long>());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1f], linspace(0, 1, 5).data<float>());
        Assert.Equal([1f, 0, 0, 0, 1, 0], eye(2, 3).data<float>());
        Assert.Equal([7L, 7], full([2], 7).data<long>());
    }

    [Fact]
    public void AScalarHasNoDimensions()
    {
        using var scalar = tensor(2.5f);
        Assert.Equal(0, scalar.ndim);
        Assert.Empty(scalar.shape);
        Assert.Equal(1, scalar.numel());
    }

    [Fact]
    public void ArraysKeepTheirShape()
    {
        using var matrix = tensor(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2L, 3], matrix.shape);
        Assert.Equal(6f, matrix[1, 2].item<float>());
        Assert.Equal([2L, 1, 3], tensor(new long[2, 1, 3]).shape);
        Assert.Equal([3L, 2], tensor(new List<int> { 1, 2, 3, 4, 5, 6 }, 3, 2).shape);
    }

    [Fact]
    public void ATensorOfAnArrayIsACopy()
    {
        float[] array = [1, 2];
        using var copy = tensor(array);
        array[0] = 9;
        Assert.Equal([1f, 2], copy.data<float>());
    }

    [Fact]
    public void AsTensorAndFromArrayShareTheArray()
    {
        float[] array = [1, 2];
        using var shared = as_tensor(array);
        shared.add_(1);
        Assert.Equal([2f, 3], array);

        using var converted = from_array(array, ScalarType.Float64);
        converted.add_(1);
        Assert.Equal([2f, 3], array);
    }

    [Fact]
    public void SharedMemoryOutlivesTheArraysOwner()
    {
        using Tensor shared = SharedRange(1000);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(499_500L, shared.sum().item<long>());

        static Tensor SharedRange(int count) => from_array(Enumerable.Range(0, count).Select(i => (long)i).ToArray());
    }

    [Fact]
    public void FrombufferTakesAPart()
    {
        int[] array = [1, 2, 3, 4, 5];
        using var middle = frombuffer(array, ScalarType.Int32, count: 3, offset: 1);
        Assert.Equal([2, 3, 4], middle.data<int>());
        Assert.Throws<ArgumentException>(() => frombuffer(array, ScalarType.Int32, offset: 5));
        Assert.Throws<IndexOutOfRangeException>(() => frombuffer(array, ScalarType.Int32, count: 5, offset: 1));
    }

    [Fact]
    public void TooFewElementsAreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor(new float[5], [2, 3]));
        Assert.Equal("mismatched total size creating a tensor from an array: 6 vs. 5", error.Message);
    }

    [Fact]
    public void LikeTakesTypeAndShape()
    {
        using var model = zeros(2, 3, dtype: float64);
        Assert.Equal((ScalarType.Float64, 6L), (ones_like(model).dtype, ones_like(model).numel()));
        Assert.Equal(ScalarType.Int32, full_like(model, 3, dtype: int32).dtype);
        Assert.Equal(3, full_like(model, 3, dtype: int32)[1, 2].item<int>());
        Assert.Equal([2L, 3], randn_like(model).shape);
    }

    [Fact]
    public void DimensionsCanHaveNames()
    {
        using var named = zeros(2, 3, names: ["N", "C"]);
        Assert.Equal(["N", "C"], named.names);
        Assert.False(zeros(2).has_names());
        Assert.Throws<ArgumentException>(() => zeros(2, 3, names: ["N"]));
    }

    [Fact]
    public void TheDefaultTypeAppliesToFactories()
    {
        try
        {
            set_default_dtype(ScalarType.Float64);
            Assert.Equal(ScalarType.Float64, zeros(1).dtype);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
        Assert.Throws<ArgumentException>(() => set_default_dtype(ScalarType.Int32));
    }

    [Fact]
    public void RequiresGradIsForFloatingPoint()
    {
        Assert.True(ones(2, requires_grad: true).requires_grad);
        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => ones(2, dtype: int64, requires_grad: true));
    }
}
