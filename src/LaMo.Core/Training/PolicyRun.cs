using System.Text;
using System.Text.Json;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>A policy in training with all that its next steps depend on, which can be saved and loaded: loaded, it takes the very same steps.</summary>
internal sealed class PolicyRun : IDisposable
{
    private readonly PolicyLearner _learner;
    private readonly TransitionBatch _batch;
    private readonly SplitMix64 _random;
    private int _lastReport;

    /// <param name="learner">What learns, borrowed.</param>
    /// <param name="data">What it learns from.</param>
    /// <param name="batchSize">The number of recorded steps in a batch.</param>
    /// <param name="random">Where the batches come from, and what else the learner draws.</param>
    /// <exception cref="InvalidOperationException">There is no transition.</exception>
    public PolicyRun(PolicyLearner learner, TransitionDataset data, int batchSize, SplitMix64 random)
    {
        if (learner.LearnsFromTransitions && data.Transitions.Length == 0)
            throw new InvalidOperationException("The data has no transition: no step is terminal or followed by another one of its episode.");
        _learner = learner;
        _random = random;
        _batch = new TransitionBatch(data, batchSize, learner.Policy.Config.ContextLength, learner.LearnsFromTransitions);
    }

    /// <summary>The steps taken.</summary>
    public int Step { get; private set; }

    /// <summary>Takes a step on a batch drawn from the data.</summary>
    public void TakeStep()
    {
        using DisposeScope scope = NewDisposeScope();
        _batch.Fill(_random);
        _learner.TakeStep(_batch, Step);
        Step++;
    }

    /// <summary>The means of what was measured since the last call.</summary>
    /// <exception cref="InvalidOperationException">One is not finite.</exception>
    public IReadOnlyList<TrainingMetric> TakeMetrics()
    {
        CheckMetrics();
        TrainingMetric[] means = [.. _learner.Metrics.Zip(_learner.MetricSums, (name, sum) => new TrainingMetric(name, sum / (Step - _lastReport)))];
        Array.Clear(_learner.MetricSums);
        _lastReport = Step;
        return means;
    }

    /// <summary>Shows the policy as if it were trained.</summary>
    public void Show(Snapshots<PolicyNetwork> snapshots)
    {
        _learner.Policy.eval();
        snapshots.Look(Step, _learner.Policy);
        _learner.Policy.train();
    }

    /// <summary>Writes the run.</summary>
    /// <exception cref="InvalidOperationException">A measurement is not finite: there is nothing worth going on with.</exception>
    public void Save(Stream stream)
    {
        CheckMetrics();
        var state = new State(Step, _lastReport, _learner.MetricSums, _random.State);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(JsonSerializer.Serialize(state));
        writer.Flush();
        Safetensors.Write(stream, _learner.State);
        foreach (AdamDescent optimizer in _learner.Optimizers)
            optimizer.Save(writer);
    }

    /// <summary>Becomes the run that was written; it must have the same algorithm, data and shapes.</summary>
    public void Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        State state = JsonSerializer.Deserialize<State>(reader.ReadString())!;
        Safetensors.Read(stream, _learner.State);
        foreach (AdamDescent optimizer in _learner.Optimizers)
            optimizer.Load(reader);

        (Step, _lastReport) = (state.Step, state.LastReport);
        state.MetricSums.CopyTo(_learner.MetricSums, 0);
        _random.State = state.Random;
    }

    public void Dispose() => _batch.Dispose();

    private void CheckMetrics()
    {
        for (int metric = 0; metric < _learner.MetricSums.Length; metric++)
            if (!double.IsFinite(_learner.MetricSums[metric]))
                throw new InvalidOperationException(
                    $"The training's {_learner.Metrics[metric]} is {_learner.MetricSums[metric]} after step {Step}. Lower the learning rate or check the data's range.");
    }

    /// <summary>All but the tensors.</summary>
    private sealed record State(int Step, int LastReport, double[] MetricSums, ulong Random);
}
