using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests;

public class SchedulerTests
{
    private static double Rate(optim.Optimizer optimizer) => optimizer.ParamGroups.First().LearningRate;

    /// <summary>The rates right after construction and after each of the steps.</summary>
    private static void AssertRates(double[] expected, Func<optim.Optimizer, LRScheduler> make)
    {
        using var parameter = Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1.0);
        var scheduler = make(optimizer);
        List<double> rates = [Rate(optimizer)];
        while (rates.Count < expected.Length)
        {
            scheduler.step();
            rates.Add(Rate(optimizer));
            Assert.Equal(rates[^1], scheduler.get_last_lr().Single(), 1e-12);
        }
        Assert.All(expected.Zip(rates), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void ALinearWarmUpStartsWithItsFirstFraction() =>
        AssertRates([0.25, 0.5, 0.75, 1, 1, 1], optimizer => LambdaLR(optimizer, epoch => Math.Min(1.0, (epoch + 1) / 4.0)));

    [Fact]
    public void EachGroupMayHaveItsOwnFactor()
    {
        using var first = Parameter(zeros(1));
        using var second = Parameter(zeros(1));
        using var optimizer = optim.Adam(new Modules.Adam.ParamGroup[] { new([first], lr: 0.1), new([second], lr: 1) });
        var scheduler = new impl.LambdaLR(optimizer, new Func<int, double>[] { _ => 1, epoch => Math.Pow(0.5, epoch) });
        scheduler.step();
        scheduler.step();
        Assert.Equal([0.1, 0.25], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.1, 0.25], scheduler.get_last_lr());
        Assert.Equal([0.1, 1], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
    }

    [Fact]
    public void StepLRFallsEveryFewEpochs() => AssertRates([1, 1, 0.5, 0.5, 0.25], optimizer => StepLR(optimizer, 2, 0.5));

    [Fact]
    public void ConstantLREndsAfterItsEpochs() => AssertRates([0.5, 0.5, 1, 1], optimizer => ConstantLR(optimizer, 0.5, 2));

    [Fact]
    public void LinearLRRises() => AssertRates([0.2, 0.4, 0.6, 0.8, 1, 1], optimizer => LinearLR(optimizer, 0.2, 1, 4));

    [Fact]
    public void CosineAnnealingFollowsHalfACosineAndComesBack() =>
        AssertRates(
            [.. Enumerable.Range(0, 9).Select(epoch => 0.1 + 0.9 * (1 + Math.Cos(Math.PI * epoch / 4)) / 2)],
            optimizer => CosineAnnealingLR(optimizer, 4, 0.1));

    [Fact]
    public void ACosineOverAThousandStepsStaysOnItsClosedForm()
    {
        using var parameter = Parameter(zeros(1));
        using var optimizer = optim.Adam([parameter], lr: 3e-4);
        var scheduler = CosineAnnealingLR(optimizer, 1000);
        for (var i = 0; i < 500; i++) scheduler.step();
        Assert.Equal(1.5e-4, Rate(optimizer), 1e-12);
    }

    [Fact]
    public void SchedulersFollowEachOther() =>
        AssertRates(
            [0.1, 0.1, 1, 0.5, 0.25],
            optimizer => SequentialLR(optimizer, [ConstantLR(optimizer, 0.1, 10), StepLR(optimizer, 1, 0.5)], [2]));

    [Fact]
    public void ASequenceNeedsAMilestoneBetweenItsParts()
    {
        using var parameter = Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1.0);
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 1)], [2]));
    }

    [Fact]
    public void AGivenEpochUsesTheClosedForm()
    {
        using var parameter = Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1.0);
        var scheduler = StepLR(optimizer, 2, 0.5);
        scheduler.step(epoch: 6);
        Assert.Equal(0.125, Rate(optimizer));
    }
}
