using LaMo.Core.Networks;
using LaMo.Core.Tests.Kernels;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Training;
using LaMo.Core.Training.Cpu;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training.Cpu;

public class TrainedDropoutTests
{
    private const int Windows = 400;

    private static readonly DecisionTransformerConfig _config = SmallNetwork.VectorConfig with
    {
        ContextLength = 3,
        Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 16, Alpha = 32, Dropout = 0 } },
    };

    public static TheoryData<DropoutPlace> Places => DropoutPlaces.All;

    [VectorTheory]
    [MemberData(nameof(Places))]
    public void EachRateDropsByTheGenerator(DropoutPlace place)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = place.Create(0.3, _config), without = place.Create(0, _config);
        double whole = Losses(without, seed: 5)[0];
        double[] dropped = Losses(network, seed: 5);
        Assert.Equal(dropped, Losses(network, seed: 5));
        Assert.Equal(dropped.Length + 1, dropped.Append(Losses(network, seed: 6)[0]).Distinct().Count());
        Assert.DoesNotContain(whole, dropped);
        Assert.Equal(whole, Losses(without, seed: 6)[0]);
    }

    /// <summary>Masks differ, but not what is masked and how often: the loss of the same window many times over is the same on average.</summary>
    [VectorTheory]
    [MemberData(nameof(Places))]
    public void LossIsLibtorchsOnAverage(DropoutPlace place)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = place.Create(0.5, _config);
        double[] expected = [.. Enumerable.Range(0, 10).Select(_ => LibtorchLoss(network))], actual = Losses(network, seed: 5, count: 10);
        double error = Math.Sqrt((Variance(expected) + Variance(actual)) / 10);
        Assert.Equal(expected.Average(), actual.Average(), 4 * error);

        using DecisionTransformer less = place.Create(0.25, _config);
        Assert.True(Math.Abs(expected.Average() - Losses(less, seed: 5, count: 10).Average()) > 4 * error, "There are too few windows to tell one rate from another.");

        static double Variance(double[] x) => x.Sum(value => Math.Pow(value - x.Average(), 2)) / (x.Length - 1);
    }

    private static double[] Losses(DecisionTransformer network, int seed, int count = 3)
    {
        network.train();
        var trained = TrainedNetwork.TryCreate(network, Windows, new DropoutGenerator(seed));
        return [.. Enumerable.Range(0, count).Select(_ => trained!.Backward(SameWindow(), Windows))];
    }

    private static double LibtorchLoss(DecisionTransformer network)
    {
        network.train();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return ActionLoss.Sum(network, SameWindow()).item<float>() / Windows;
    }

    private static WindowBatch SameWindow()
    {
        int steps = _config.ContextLength;
        var batch = new WindowBatch(Windows, steps, _config.StateSize, _config.ActionSize);
        for (int window = 0; window < Windows; window++)
        {
            var random = new Random(4);
            batch.Fill(window, Values(steps * _config.StateSize), Values(steps * _config.ActionSize), Values(steps), [.. Enumerable.Range(0, steps)]);

            float[] Values(int number) => [.. Enumerable.Range(0, number).Select(_ => 2 * random.NextSingle() - 1)];
        }
        return batch;
    }
}
