using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class SGDTests
{
    private static void AssertSteps(double[] expected, Func<Parameter, SGD> make)
    {
        using var parameter = Parameter(tensor(new[] { 1.0 }));
        using var optimizer = make(parameter);
        foreach (var value in expected)
        {
            parameter.grad = tensor(new[] { 2.0 });
            optimizer.step();
            AssertClose([value], parameter);
        }
    }

    [Fact]
    public void PlainStepsGoAlongTheGradient() => AssertSteps([0.8, 0.6], parameter => optim.SGD([parameter], 0.1));

    [Fact]
    public void MaximizingGoesUp() => AssertSteps([1.2, 1.4], parameter => optim.SGD([parameter], 0.1, maximize: true));

    [Fact]
    public void DecayAddsTheParameterToItsGradient() => AssertSteps([0.75, 0.5125], parameter => optim.SGD([parameter], 0.1, weight_decay: 0.5));

    // The buffer is 2, 2 * 0.5 + 2 = 3, 3 * 0.5 + 2 = 3.5.
    [Fact]
    public void MomentumStartsWithTheFirstGradient() => AssertSteps([0.8, 0.5, 0.15], parameter => optim.SGD([parameter], 0.1, momentum: 0.5));

    // The buffer is 2, 2 * 0.5 + 0.8 * 2 = 2.6.
    [Fact]
    public void DampeningSparesTheFirstGradient() => AssertSteps([0.8, 0.54], parameter => optim.SGD([parameter], 0.1, momentum: 0.5, dampening: 0.2));

    // Steps of 2 + 0.5 * 2 and 2 + 0.5 * 3.
    [Fact]
    public void NesterovLooksAhead() => AssertSteps([0.7, 0.35], parameter => optim.SGD([parameter], 0.1, momentum: 0.5, nesterov: true));

    [Fact]
    public void NesterovNeedsMomentum()
    {
        using var parameter = Parameter(zeros(1));
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter], 0.1, momentum: 0.5, dampening: 0.1, nesterov: true));
    }

    [Fact]
    public void TheStateTravelsThroughAStream()
    {
        using var parameter = Parameter(tensor(new[] { 1.0 }));
        using var source = optim.SGD([parameter], 0.1, momentum: 0.5);
        parameter.grad = tensor(new[] { 2.0 });
        source.step();
        using var buffer = new MemoryStream();
        source.save_state_dict(new BinaryWriter(buffer));
        buffer.Position = 0;

        using var target = optim.SGD([parameter], 0.7, momentum: 0.1);
        target.load_state_dict(new BinaryReader(buffer));
        target.step();
        AssertClose([0.5], parameter);
    }
}
