using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ErrorTests
{
    private readonly Tensor _matrix = ones(2, 3);

    public static TheoryData<string, Action<Tensor>> Faults => new()
    {
        { "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", x => x.mm(x) },
        { "The size of tensor a (3) must match the size of tensor b (4)", x => x.add(ones(4)) },
        { "shape '[4]' is invalid for input of size 6", x => x.reshape(4) },
        { "index 5 is out of bounds for dimension 0 with size 2", x => x.index(TensorIndex.Single(5)) },
        { "Dimension out of range", x => x.sum(7) },
        { "Sizes of tensors must match", x => cat([x, ones(3, 4)]) },
        { "Expected size for first two dimensions", x => x.unsqueeze(0).bmm(x.unsqueeze(0)) },
        { "a leaf Variable that requires grad", x => x.requires_grad_().add_(1) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void NativeErrorsBecomeExceptions(string message, Action<Tensor> fault)
    {
        using var operand = _matrix.clone();
        Assert.Contains(message, Assert.Throws<ExternalException>(() => fault(operand)).Message);
        Assert.Equal(6, ones(2, 3).sum().item<float>());
    }

    [Fact]
    public void AnErrorIsReportedOnce()
    {
        Assert.Throws<ExternalException>(() => _matrix.mm(_matrix));
        CheckForErrors();
    }

    [Fact]
    public void ErrorsBelongToTheirThread() => Parallel.For(0, 64, i =>
    {
        using var left = ones(1, i + 1);
        using var right = ones(i + 2, 1);
        Assert.Contains($"(1x{i + 1} and {i + 2}x1)", Assert.Throws<ExternalException>(() => left.mm(right)).Message);
    });

    [Fact]
    public void ManyThreadsComputeAtOnce() => Parallel.For(0, 32, i =>
    {
        using var scope = NewDisposeScope();
        using var weight = full([8, 8], (float)i, requires_grad: true);
        ones(4, 8).mm(weight).sum().backward();
        Assert.Equal(256, weight.grad!.sum().item<float>());
    });

    [Fact]
    public void CollectedTensorsFreeTheirMemory()
    {
        for (int i = 0; i < 200; i++)
            _ = (_matrix + i).exp().log().sum();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(6, _matrix.sum().item<float>());
    }

    [Fact]
    public void DevicesAreChecked()
    {
        Assert.Equal("cpu", _matrix.device.ToString());
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda:1").type, new Device("cuda:1").index));
        Assert.Equal("cuda:1", new Device(1).ToString());
        Assert.Throws<ArgumentException>(() => new Device("abacus"));
        Assert.True(cuda.device_count() > 0 == cuda.is_available());
        if (!cuda.is_available())
            Assert.Throws<InvalidOperationException>(() => _matrix.cuda());
    }
}
