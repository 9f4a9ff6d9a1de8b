using LaMo.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training;

public class GradientClippingTests
{
    [Theory]
    [InlineData(0.25)]
    [InlineData(1e6)]
    public void GradientsAreThoseThatLibtorchClips(double maxNorm)
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(1);
        Parameter[] ours = [.. Enumerable.Range(1, 5).Select(size => new Parameter(randn(size, 3)))];
        Parameter[] theirs = [.. ours.Select(parameter => new Parameter(parameter.detach().clone()))];
        foreach ((Parameter our, Parameter their) in ours.Zip(theirs).Skip(1))
            ((our * our).sum() + (their * their).sum()).backward();

        GradientClipping.Clip(ours, maxNorm);
        nn.utils.clip_grad_norm_(theirs.Skip(1), maxNorm);

        Assert.Null(ours[0].grad);
        foreach ((Parameter our, Parameter their) in ours.Zip(theirs).Skip(1))
            Assert.True(our.grad!.allclose(their.grad!, 1e-6, 1e-9));
    }

    [Fact]
    public void NoGradientIsNoError() => GradientClipping.Clip([new Parameter(zeros(2))], 1);
}
