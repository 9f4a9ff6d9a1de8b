using LaMo.Core.Networks;
using LaMo.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// Estimates with what probability, or density, logged actions were chosen by a network that imitates them: a softmax over discrete actions; for continuous ones
/// a Gaussian around the predicted action, whose standard deviation in each dimension is the root of its mean squared error.
/// </summary>
internal static class BehaviourCloning
{
    private const int HiddenSize = 64;
    private const int BatchSize = 256;
    private const int Epochs = 20;
    private const int MinSteps = 300;
    private const int MaxSteps = 5000;
    private const double LearningRate = 1e-3;
    private const double SmallestDeviation = 1e-3;

    /// <summary>ln b(a_t | s_t) of all steps.</summary>
    public static double[] Estimate(OffPolicyData data, int seed, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        var draws = new SplitMix64(seed);
        int count = data.Episodes.StepCount;
        Tensor states = new Standardisation(data.States, data.StateSize).Apply(data.States), actions = tensor(data.Actions).reshape(-1, data.ActionSize);
        using var network = new Mlp(1, data.StateSize, [HiddenSize, HiddenSize], data.ActionSize, draws);
        var optimizer = new AdamDescent(network.parameters(), LearningRate);
        int steps = Math.Clamp(Epochs * count / BatchSize, MinSteps, MaxSteps);
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope stepScope = NewDisposeScope();
            Tensor rows = tensor(Enumerable.Range(0, BatchSize).Select(_ => (long)draws.Next(count)).ToArray());
            Tensor output = network.First(states.index_select(0, rows));
            Tensor chosen = actions.index_select(0, rows);
            optimizer.LearningRate = LearningRate * Math.Min(2 * (1 - (double)step / steps), 1);
            optimizer.Step(data.IsDiscrete ? -(output.log_softmax(-1) * chosen).sum([-1]).mean() : (output - chosen).square().mean());
        }

        using IDisposable noGradient = no_grad();
        Tensor outputs = network.First(states);
        float[] predicted = (data.IsDiscrete ? outputs.softmax(-1) : outputs).contiguous().data<float>().ToArray();
        return data.IsDiscrete ? Softmax(data, predicted) : Gaussian(data, predicted);
    }

    private static double[] Softmax(OffPolicyData data, float[] probabilities) =>
        [.. Enumerable.Range(0, data.Episodes.StepCount).Select(step => LogProbability.Discrete(data.Action(step), probabilities.AsSpan(step * data.ActionSize, data.ActionSize)))];

    private static double[] Gaussian(OffPolicyData data, float[] means)
    {
        double[] squares = new double[data.ActionSize];
        for (int i = 0; i < means.Length; i++)
            squares[i % data.ActionSize] += Math.Pow(data.Actions[i] - means[i], 2) / data.Episodes.StepCount;
        float[] deviations = [.. squares.Select(square => (float)Math.Max(Math.Sqrt(square), SmallestDeviation))];
        return [.. Enumerable.Range(0, data.Episodes.StepCount).Select(step => LogProbability.Gaussian(data.Action(step), means.AsSpan(step * data.ActionSize, data.ActionSize), deviations))];
    }
}
