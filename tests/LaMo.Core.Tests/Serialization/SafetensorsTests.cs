using System.Buffers.Binary;
using System.Text;
using LaMo.Core.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Serialization;

public class SafetensorsTests
{
    [Fact]
    public void TensorsSurviveARoundTripBitByBit()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> written = Tensors();
        Dictionary<string, Tensor> read = written.ToDictionary(pair => pair.Key, pair => zeros_like(pair.Value));
        Safetensors.Read(new MemoryStream(Write(written)), read);
        foreach ((string name, Tensor tensor) in written)
            Assert.Equal(tensor.bytes.ToArray(), read[name].bytes.ToArray());
    }

    [Fact]
    public void FileIsAHeaderOfJsonAndTheValuesInOrderOfTheirNames()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] file = Write(new() { ["b"] = tensor(new float[] { 3 }), ["a"] = tensor(new float[,] { { 1, 2 } }) });
        int headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, headerLength % 8);
        Assert.Equal("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
            Encoding.UTF8.GetString(file, 8, headerLength).TrimEnd());
        Assert.Equal([1f, 2f, 3f], Enumerable.Range(0, 3).Select(i => BitConverter.ToSingle(file, 8 + headerLength + 4 * i)));
    }

    [Fact]
    public void EveryTruncationIsReportedAsSuch()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] file = Write(Tensors());
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(file, 0, length), Tensors()));
    }

    [Fact]
    public void RandomDamageNeverEscapesAsAnotherError()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] file = Write(Tensors());
        int headerEnd = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            using DisposeScope inner = NewDisposeScope();
            byte[] damaged = [.. file];
            for (int change = random.Next(1, 4); change > 0; change--)
                damaged[random.Next(headerEnd)] = (byte)random.Next(256);
            Exception? error = Record.Exception(() => Safetensors.Read(new MemoryStream(damaged), Tensors()));
            Assert.True(error is null or InvalidDataException, error?.ToString());
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}""", "'a' has dtype I32, expected F32, F16 or BF16")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "'a' has the impossible shape [-2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", "'a' has the impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "'a' is listed twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "'a' lies at bytes -8 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", "'a' has 3 data offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "'a' has shape [3], expected [2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "'a' has 4 bytes, expected 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "'a' lies at bytes 4 to 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "'b' is not part of the model")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'b' lies at bytes 4 to 8")]
    [InlineData("{}", "'a' is missing")]
    [InlineData("[]", "not the JSON")]
    [InlineData("""{"a":{"shape":[2]}}""", "not the JSON")]
    [InlineData("nonsense", "not the JSON")]
    public void FaultsAreNamed(string header, string message)
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] file = new byte[8 + header.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        Encoding.UTF8.GetBytes(header, file.AsSpan(8));
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(file), new Dictionary<string, Tensor> { ["a"] = zeros(2) }));
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    [InlineData(99_999_999L)]
    public void LyingHeaderLengthCostsNoMemory(long length)
    {
        byte[] file = new byte[64];
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(file), new Dictionary<string, Tensor>()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(ScalarType.Float16, 2)]
    [InlineData(ScalarType.BFloat16, 2)]
    [InlineData(ScalarType.Float32, 4)]
    public void HalfPrecisionIsRoundedWhenWrittenAndWidenedWhenRead(ScalarType type, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor written = randn(50, 3) * 100;
        using var stream = new MemoryStream();
        Safetensors.Write(stream, new Dictionary<string, Tensor> { ["a"] = written }, type);
        Assert.InRange(stream.Length - 50 * 3 * size, 8, 200);

        Tensor read = zeros(50, 3);
        Safetensors.Read(new MemoryStream(stream.ToArray()), new Dictionary<string, Tensor> { ["a"] = read });
        Assert.Equal(ScalarType.Float32, read.dtype);
        Assert.Equal(written.to(type).to(ScalarType.Float32).bytes.ToArray(), read.bytes.ToArray());
    }

    [Fact]
    public void NothingIsFilledUnlessEverythingFits()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] file = Write(new() { ["a"] = ones(2), ["b"] = ones(3) });
        Tensor a = zeros(2);
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(new MemoryStream(file), new Dictionary<string, Tensor> { ["a"] = a, ["b"] = zeros(4) }));
        Assert.Equal([0f, 0f], a.data<float>().ToArray());
    }

    [Fact]
    public void ValuesAreNotWrittenAsIntegers()
    {
        using DisposeScope scope = NewDisposeScope();
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>(() => Safetensors.Write(stream, new Dictionary<string, Tensor> { ["a"] = zeros(2) }, ScalarType.Int32));
    }

    [Fact]
    public void OtherTypesThanSingleAreNotWritten()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => Write(new() { ["a"] = zeros(2, dtype: ScalarType.Float64) })).Message);
    }

    private static Dictionary<string, Tensor> Tensors() => new()
    {
        ["layer.weight"] = tensor(new float[,] { { 1, -2.5f }, { float.Epsilon, 1e30f } }),
        ["layer.bias"] = tensor(new float[] { 0.1f, -0f, 3 }),
        ["scalar"] = tensor(7f),
    };

    private static byte[] Write(Dictionary<string, Tensor> tensors)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors);
        return stream.ToArray();
    }
}
