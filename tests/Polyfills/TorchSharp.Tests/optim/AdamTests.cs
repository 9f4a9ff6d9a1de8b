using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class AdamTests
{
    private static readonly double[][] s_gradients = [[1, -2], [0.5, 0], [-4, 1e-3], [0.1, 3], [0.1, 3]];

    private static Parameter Values(params double[] values) => Parameter(tensor(values));

    private static void AssertFollows(OptimizerHelper optimizer, Parameter parameter, AdamRecurrence[] expected, double sign = 1)
    {
        foreach (var gradient in s_gradients)
        {
            parameter.grad = tensor(gradient);
            optimizer.step();
            foreach (var (number, slope) in expected.Zip(gradient)) number.Step(sign * slope);
            AssertClose([.. expected.Select(number => number.Value)], parameter);
        }
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.3, false)]
    [InlineData(0.3, true)]
    public void AdamFollowsItsRecurrence(double decay, bool amsgrad)
    {
        using var parameter = Values(0.5, -1);
        using var optimizer = optim.Adam([parameter], lr: 0.1, beta1: 0.8, beta2: 0.9, eps: 1e-3, weight_decay: decay, amsgrad: amsgrad);
        AssertFollows(optimizer, parameter, [.. Of(parameter).Select(value => new AdamRecurrence(value, 0.1, 0.8, 0.9, 1e-3, decay, amsgrad: amsgrad))]);
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.3, false)]
    [InlineData(0.3, true)]
    public void AdamWShrinksApartFromTheGradient(double decay, bool amsgrad)
    {
        using var parameter = Values(0.5, -1);
        using var optimizer = optim.AdamW([parameter], lr: 0.1, beta1: 0.8, beta2: 0.9, eps: 1e-3, weight_decay: decay, amsgrad: amsgrad);
        AssertFollows(optimizer, parameter, [.. Of(parameter).Select(value => new AdamRecurrence(value, 0.1, 0.8, 0.9, 1e-3, decay, decoupled: true, amsgrad: amsgrad))]);
    }

    [Fact]
    public void TheDefaultsAreOnesWithoutDecay()
    {
        using var parameter = Values(0.5, -1);
        using var optimizer = optim.AdamW([parameter]);
        AssertFollows(optimizer, parameter, [new(0.5), new(-1)]);
        Assert.Equal((0.9, 0.999), optimizer.Betas);
        Assert.Equal(1e-3, optimizer.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void MaximizingGoesUp()
    {
        using var parameter = Values(0.5, -1);
        using var optimizer = optim.Adam([parameter], maximize: true);
        AssertFollows(optimizer, parameter, [new(0.5), new(-1)], sign: -1);
    }

    [Fact]
    public void GroupsHaveOptionsOfTheirOwnAndTheOptimizersForTheRest()
    {
        using var decayed = Values(1);
        using var free = Values(1);
        using var optimizer = optim.AdamW(
            new AdamW.ParamGroup[]
            {
                new([decayed], new AdamW.Options { weight_decay = 0.5 }),
                new([free], new AdamW.Options { LearningRate = 0.01, eps = 1e-2 }),
            }, lr: 0.1);
        var expected = (new AdamRecurrence(1, 0.1, decay: 0.5, decoupled: true), new AdamRecurrence(1, 0.01, eps: 1e-2));
        Assert.Equal([0.1, 0.01], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.1, 0.01], optimizer.ParamGroups.Select(group => group.InitialLearningRate));

        for (var i = 0; i < 3; i++)
        {
            optimizer.ParamGroups.First().LearningRate = expected.Item1.Rate = 0.1 / (i + 1);
            decayed.grad = tensor(new[] { 0.3 });
            free.grad = tensor(new[] { 0.3 });
            optimizer.step();
            expected.Item1.Step(0.3);
            expected.Item2.Step(0.3);
            AssertClose([expected.Item1.Value], decayed);
            AssertClose([expected.Item2.Value], free);
        }
    }

    [Fact]
    public void AGroupCanJoinLater()
    {
        using var first = Values(1);
        using var second = Values(1);
        using var optimizer = optim.Adam([first], lr: 0.5);
        optimizer.add_param_group(new Adam.ParamGroup { Parameters = [second] });
        second.grad = tensor(new[] { 2.0 });
        optimizer.step();
        AssertClose([1], first);
        AssertClose([0.5], second, 1e-8);
        Assert.Equal(2, optimizer.parameters().Count());
    }

    [Fact]
    public void ParametersWithoutGradientStayAsTheyAre()
    {
        using var parameter = Values(1);
        using var optimizer = optim.AdamW([parameter], weight_decay: 0.5);
        optimizer.step();
        AssertClose([1], parameter);
    }

    [Fact]
    public void AStepGivesTheClosuresLossBack()
    {
        using var parameter = Values(3);
        using var optimizer = optim.Adam([parameter], lr: 0.1);
        using var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var square = parameter.square().sum();
            square.backward();
            return square;
        });
        AssertClose([9], loss);
        AssertClose([2.9], parameter, 1e-8);
        Assert.Null(optimizer.step());
    }

    [Fact]
    public void ZeroGradZeroesAndKeepsTheTensor()
    {
        using var parameter = Values(3);
        using var optimizer = optim.Adam([parameter]);
        optimizer.zero_grad();
        parameter.square().sum().backward();
        optimizer.zero_grad();
        AssertClose([0], parameter.grad!);
    }

    [Theory]
    [InlineData(-1, 0.9, 0.999, 1e-8, 0)]
    [InlineData(1, 1.0, 0.999, 1e-8, 0)]
    [InlineData(1, 0.9, -0.1, 1e-8, 0)]
    [InlineData(1, 0.9, 0.999, -1, 0)]
    [InlineData(1, 0.9, 0.999, 1e-8, -1)]
    public void ImpossibleOptionsAreRefused(double lr, double beta1, double beta2, double eps, double decay)
    {
        using var parameter = Values(1);
        Assert.Throws<ArgumentException>(() => optim.Adam([parameter], lr, beta1, beta2, eps, decay));
        Assert.Throws<ArgumentException>(() => optim.AdamW([parameter], lr, beta1, beta2, eps, decay));
    }
}
