using static TorchSharp.torch;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class AutogradTests
{
    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "product", x => x * x.flip(1) },
        { "quotient", x => x / (x.square() + 1) },
        { "matmul", x => x.matmul(x.t()) },
        { "softmax", x => x.softmax(1) },
        { "log_softmax", x => x.log_softmax(0) },
        { "logsumexp", x => x.logsumexp(1) },
        { "gelu", x => x.gelu() },
        { "tanh", x => x.tanh() },
        { "power", x => (x.abs() + 1).pow(1.5) },
        { "norm", x => x.norm() },
        { "variance", x => x.var(1) },
        { "indexing", x => x[TensorIndex.Ellipsis, 1..] * 3 },
        { "gather", x => x.gather(1, tensor(new long[,] { { 2, 0 }, { 1, 1 } })) },
        { "masked_fill", x => x.masked_fill(x > 0, 2) * x },
        { "where", x => where(x > 0, x.square(), -x) },
        { "cat", x => cat([x, x * 2], 1) },
        { "maximum", x => x.maximum(x.flip(0)) },
        { "cumsum", x => x.cumsum(1).square() },
        { "clamp", x => x.clamp(-0.5, 0.5) },
        { "einsum", x => einsum("ij,kj->ik", x, x) },
        { "permute", x => x.permute(1, 0).reshape(2, 3) * x },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void GradientsAgreeWithDifferences(string name, Func<Tensor, Tensor> function)
    {
        Assert.NotEmpty(name);
        AssertGradient(Matrix(2, 0.7, -1.3, 0.2, 1.9, -0.4, -0.8), function, 1e-6);
    }

    [Fact]
    public void GradientsAccumulate()
    {
        using var x = tensor(3.0).requires_grad_();
        Assert.Null(x.grad);
        (x * x).backward();
        (x * x).backward();
        Assert.Equal(12, x.grad!.item<double>());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void OnlyLeavesKeepGradientsUnlessAsked()
    {
        using var x = tensor(2.0).requires_grad_();
        using var y = x * 3;
        Assert.Equal((true, false), (x.is_leaf, y.is_leaf));
        y.retain_grad();
        (y * y).backward();
        Assert.Equal(12, y.grad!.item<double>());
        Assert.Equal(36, x.grad!.item<double>());
    }

    [Fact]
    public void GradReturnsGradientsWithoutKeepingThem()
    {
        using var x = tensor(2.0).requires_grad_();
        using var y = tensor(5.0).requires_grad_();
        var gradients = autograd.grad([x * x * y], [x, y]);
        Assert.Equal([20.0, 4], gradients.Select(gradient => gradient.item<double>()));
        Assert.Null(x.grad);
    }

    [Fact]
    public void AnUnusedInputHasAnInvalidGradient()
    {
        using var x = tensor(2.0).requires_grad_();
        using var unused = tensor(5.0).requires_grad_();
        // Where it is not allowed, the real library ends the process.
        Assert.True(autograd.grad([x * x], [x, unused], allow_unused: true)[1].IsInvalid);
    }

    [Fact]
    public void GradientsOfGradients()
    {
        using var x = tensor(2.0).requires_grad_();
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal((12.0, 12.0), (first.item<double>(), second.item<double>()));
    }

    [Fact]
    public void VectorsNeedAnOuterGradient()
    {
        using var x = tensor(new[] { 1.0, 2 }).requires_grad_();
        using var y = x.square();
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(y.backward);
        autograd.backward(y, tensor(new[] { 1.0, 10 }));
        AssertClose([2, 40], x.grad!);
    }

    [Fact]
    public void AGraphIsUsedOnceUnlessRetained()
    {
        using var x = tensor(2.0).requires_grad_();
        using var y = x * x;
        y.backward(retain_graph: true);
        y.backward();
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(y.backward);
    }

    [Fact]
    public void ModesNestAndAreRestored()
    {
        using var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        using (set_grad_enabled(false))
            Assert.False(is_grad_enabled());
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void ModesBelongToTheirThread()
    {
        using var mode = no_grad();
        bool? enabled = null;
        var thread = new Thread(() => enabled = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(enabled);
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void DetachedTensorsStandApart()
    {
        using var x = ones(2, requires_grad: true);
        using var detached = x.detach();
        Assert.False(detached.requires_grad);
        detached.fill_(5);
        Assert.Equal([5f, 5], x.detach().data<float>());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => x.add_(1));
    }
}
