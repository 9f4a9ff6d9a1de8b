using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class TensorDataTests
{
    private readonly Tensor _matrix = tensor(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } });

    [Fact]
    public void AnAccessorFollowsTheStrides()
    {
        var transposed = _matrix.t().data<float>();
        Assert.Equal([1f, 4, 2, 5, 3, 6], transposed);
        Assert.Equal([1f, 4, 2, 5, 3, 6], transposed.ToArray());
        Assert.Equal(5f, transposed[1, 1]);
        Assert.Equal(2f, transposed[2]);
        Assert.Equal(6, transposed.Count);
        Assert.Throws<IndexOutOfRangeException>(() => transposed[6]);
        Assert.Throws<IndexOutOfRangeException>(() => transposed[3, 0]);
    }

    [Fact]
    public void AnAccessorWritesThrough()
    {
        using var values = zeros(4);
        values.data<float>()[2] = 7;
        values.data<float>().CopyFrom([1f, 2], tensorIndex: 0);
        Assert.Equal([1f, 2, 7, 0], values.data<float>());
        var target = new float[3];
        values.data<float>().CopyTo(target, 1, 1);
        Assert.Equal([0f, 2, 7], target);
    }

    [Fact]
    public void AnArrayOfTheSameRankComesBack() => Assert.Equal(new[,] { { 1f, 4 }, { 2, 5 }, { 3, 6 } }, _matrix.t().data<float>().ToNDArray());

    [Fact]
    public void TypesMustMatch()
    {
        Assert.Equal("Double is not compatible with Float32", Assert.Throws<ArgumentException>(() => _matrix.data<double>()).Message);
        Assert.Equal("Number of elements in the tensor must be 1", Assert.Throws<ArgumentException>(() => _matrix.item<float>()).Message);
        Assert.Throws<ArgumentException>(() => tensor(1f).item<double>());
    }

    [Fact]
    public void ScalarsConvert()
    {
        Assert.Equal(3, tensor(3.75f).ToInt32());
        Assert.Equal(3.75, tensor(3.75f).ToDouble());
        Assert.True(tensor(2).ToBoolean());
        Assert.Equal(2.5f, (float)tensor(2.5));
        Assert.Equal(7L, tensor((byte)7).ToScalar().ToInt64());
        Assert.Equal(0.5f, tensor(new[] { (Half)0.5 })[0].ToSingle());
    }

    [Fact]
    public void ElementTypesConvert()
    {
        Assert.Equal([1L, 2, 3], tensor(new[] { 1.9f, 2.1f, 3f }).to(int64).data<long>());
        Assert.Equal(1.0078125f, tensor(1.0085f).bfloat16().@float().item<float>());
        Assert.Equal(ScalarType.Float16, _matrix.half().dtype);
        Assert.Equal(ScalarType.Bool, _matrix.@bool().dtype);
        Assert.Equal(ScalarType.Float64, _matrix.type_as(zeros(1, dtype: float64)).dtype);
        using var disposed = zeros(1);
        using var replacement = disposed.to(float64, disposeAfter: true);
        Assert.True(disposed.IsInvalid);
    }

    [Fact]
    public void ConversionToTheSameTypeSharesMemory()
    {
        using var values = zeros(2);
        using var same = values.to(float32);
        same.fill_(1);
        Assert.Equal([1f, 1], values.data<float>());
        using var copy = values.to(float32, copy: true);
        copy.fill_(2);
        Assert.Equal([1f, 1], values.data<float>());
    }

    [Fact]
    public void BytesAreTheMemory()
    {
        using var values = tensor(new[] { 1, 256 });
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], values.bytes.ToArray());
        values.bytes = new byte[] { 2, 0, 0, 0, 3, 0, 0, 0 };
        Assert.Equal([2, 3], values.data<int>());
        Assert.Throws<ArgumentException>(() => values.bytes = new byte[3]);
        Assert.Throws<InvalidOperationException>(() => _matrix.t().bytes.Length);
    }

    [Fact]
    public void BytesPassThroughStreams()
    {
        using var stream = new MemoryStream();
        _matrix.WriteBytesToStream(stream, 5);
        stream.Position = 0;
        using var read = zeros(2, 3);
        read.ReadBytesFromStream(stream, 7);
        Assert.True(read.Equals(_matrix));
        Assert.Throws<EndOfStreamException>(() => read.ReadBytesFromStream(stream));
    }

    [Fact]
    public void CopyKeepsTheTargetsType()
    {
        using var target = zeros(2, 3, dtype: float64);
        target.copy_(_matrix);
        Assert.Equal(6.0, target[1, 2].item<double>());
    }
}
