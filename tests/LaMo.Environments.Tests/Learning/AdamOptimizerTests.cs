using LaMo.Environments.Learning;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Environments.Tests.Learning;

public sealed class AdamOptimizerTests
{
    [Fact]
    public void It_takes_the_steps_of_torchs_Adam()
    {
        using DisposeScope scope = NewDisposeScope();
        // 7 and 3 are no multiples of a vector register's length.
        Tensor start = tensor(Enumerable.Range(0, 21).Select(i => MathF.Sin(i)).ToArray(), 7, 3);
        Parameter theirs = nn.Parameter(start.clone());
        Parameter ours = nn.Parameter(start.clone());
        var torchAdam = optim.Adam([theirs], lr: 0.05);
        var adam = new AdamOptimizer([ours]);
        for (int step = 0; step < 20; step++)
        {
            torchAdam.zero_grad();
            Loss(theirs).backward();
            torchAdam.step();
            adam.Minimize(Loss(ours), 0.05f);
        }

        Assert.Equal(20, adam.Steps);
        // Single precision, in another order of operations.
        Assert.True(ours.allclose(theirs, rtol: 1e-4, atol: 1e-5));

        static Tensor Loss(Tensor parameter) => (parameter - 1).pow(4).sum();
    }
}
