using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>
/// Judges a network in training by its loss on episodes held out, always on the same windows and without dropout, and keeps the weights it was best with.
/// </summary>
internal sealed class Validation : IDisposable
{
    // Enough for a loss that is good to a few percent, few enough to cost no more than some training steps.
    private const int MaxWindows = 1024;

    private readonly TrajectoryDataset _data;
    private readonly DecisionTransformer _network;
    private readonly int _batchSize;

    public Validation(TrajectoryDataset data, DecisionTransformer network, int batchSize)
    {
        _data = data;
        _network = network;
        _batchSize = batchSize;
        using IDisposable noGradient = no_grad();
        BestWeights = network.named_parameters().Where(named => named.parameter.requires_grad)
            .ToDictionary(named => named.name, named => named.parameter.clone().DetachFromDisposeScope());
    }

    /// <summary>How the evaluations so far went.</summary>
    public ValidationRecord Record { get; set; } = new(double.PositiveInfinity, 0);

    /// <summary>The trained weights at the lowest loss by name.</summary>
    public IReadOnlyDictionary<string, Tensor> BestWeights { get; }

    /// <summary>Splits a dataset by whole episodes.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="fraction">The fraction of the episodes to hold out, at least one of them.</param>
    /// <param name="random">What chooses them.</param>
    /// <exception cref="InvalidOperationException">There is but one episode.</exception>
    public static (TrajectoryDataset Training, TrajectoryDataset HeldOut) Split(TrajectoryDataset data, double fraction, SplitMix64 random)
    {
        if (data.EpisodeCount < 2)
            throw new InvalidOperationException("Validation needs at least two episodes, one of them to train on; the data has one.");
        int heldOut = Math.Clamp((int)Math.Round(fraction * data.EpisodeCount), 1, data.EpisodeCount - 1);
        int[] episodes = [.. Enumerable.Range(0, data.EpisodeCount)];
        for (int i = 0; i < heldOut; i++)
        {
            int chosen = i + random.Next(episodes.Length - i);
            (episodes[i], episodes[chosen]) = (episodes[chosen], episodes[i]);
        }
        return (data.Select(episodes.Skip(heldOut).Order()), data.Select(episodes.Take(heldOut).Order()));
    }

    /// <summary>Computes the loss on the episodes held out and keeps the weights if they are the best so far.</summary>
    /// <returns>The mean squared error of their actions, or the cross entropy of discrete ones.</returns>
    public double Evaluate()
    {
        double loss = Loss();
        bool isBest = loss < Record.BestLoss;
        Record = isBest ? new ValidationRecord(loss, 0) : Record with { EvaluationsSinceBest = Record.EvaluationsSinceBest + 1 };
        if (isBest)
            Copy((best, weight) => best.copy_(weight));
        return loss;
    }

    /// <summary>Gives the network the weights that it was best with.</summary>
    public void RestoreBest() => Copy((best, weight) => weight.copy_(best));

    public void Dispose()
    {
        foreach (Tensor weight in BestWeights.Values)
            weight.Dispose();
    }

    private double Loss()
    {
        int windows = Math.Min(_data.StepCount, MaxWindows);
        double sum = 0;
        long steps = 0;
        using IDisposable noGradient = no_grad();
        _network.eval();
        for (int first = 0; first < windows; first += _batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            var batch = new WindowBatch(Math.Min(_batchSize, windows - first), _network.Config.ContextLength, _data.StateSize, _data.ActionSize);
            for (int window = 0; window < batch.Size; window++)
                steps += _data.FillWindow((int)((first + window) * (long)_data.StepCount / windows), batch, window);
            sum += ActionLoss.Sum(_network, batch).item<float>();
        }
        _network.train();
        return sum / (steps * _data.ActionSize);
    }

    private void Copy(Action<Tensor, Parameter> copy)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Parameter parameter) in _network.named_parameters().Where(named => named.parameter.requires_grad))
            copy(BestWeights[name], parameter);
    }
}
