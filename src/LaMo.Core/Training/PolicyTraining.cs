using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Training;

/// <summary>Trains a <see cref="PolicyNetwork"/> by one of the algorithms, on the CPU.</summary>
/// <param name="options">How long and where it is kept.</param>
/// <param name="time">The clock that <see cref="PolicyTrainingOptions.TimeLimit"/> and the reported times are read from.</param>
public sealed class PolicyTraining(PolicyTrainingOptions options, TimeProvider time)
{
    private const int StepsPerReport = 100;

    /// <summary>Trains a new network, or goes on where the folder <see cref="PolicyTrainingOptions.CheckpointFolder"/> says that training was left.</summary>
    /// <param name="data">The dataset, with at least one step.</param>
    /// <param name="algorithm">How it is learnt from.</param>
    /// <param name="seed">What all randomness follows from: weights, batches and noise.</param>
    /// <param name="report">Called on the training thread every 100 steps, before each look of <paramref name="snapshots"/> and at the end.</param>
    /// <param name="cancellation">Stops training between two steps.</param>
    /// <param name="snapshots">Shown the network while it is trained. None if <see langword="null"/>.</param>
    /// <returns>The trained network; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">There is no transition to learn from, a loss is no longer finite, or the folder holds the state of another run.</exception>
    /// <exception cref="InvalidDataException">The state in the folder is damaged.</exception>
    /// <exception cref="IOException">The state cannot be read or written, the folder cannot be made, or another training is kept in it now.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public PolicyNetwork Train(TransitionDataset data, PolicyAlgorithm algorithm, int seed, Action<TrainingProgress>? report = null, CancellationToken cancellation = default, Snapshots<PolicyNetwork>? snapshots = null)
    {
        using IDisposable? threads = LibtorchThreads.Use(options.NumberOfThreads);
        var random = new SplitMix64(seed);
        using PolicyLearner learner = algorithm.CreateLearner(data, options.Steps, random);
        try
        {
            using var run = new PolicyRun(learner, algorithm.Prepare(data), options.BatchSize, random);
            using TrainingStateFile? file = options.CheckpointFolder is string folder
                ? new TrainingStateFile(Path.Combine(folder, "training.state"), Identity(data, algorithm, seed))
                : null;
            file?.Read(run.Load);
            Optimise(run, file, report, snapshots, cancellation);
            learner.Policy.eval();
            return learner.Policy;
        }
        catch
        {
            learner.Policy.Dispose();
            throw;
        }
    }

    /// <summary>All that a run's steps follow from.</summary>
    private JsonObject Identity(TransitionDataset data, PolicyAlgorithm algorithm, int seed) => new()
    {
        ["Data"] = $"{data.StepCount} steps of {data.EpisodeCount} episodes (SHA-256 {data.Fingerprint()})",
        ["Seed"] = seed,
        ["BatchSize"] = options.BatchSize,
        ["Steps"] = algorithm.DependsOnSteps ? options.Steps : null,
        ["Algorithm"] = JsonSerializer.SerializeToNode(algorithm, algorithm.GetType()),
    };

    private void Optimise(PolicyRun run, TrainingStateFile? file, Action<TrainingProgress>? report, Snapshots<PolicyNetwork>? snapshots, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        bool ends = run.Step >= options.Steps;
        while (!ends)
        {
            if (cancellation.IsCancellationRequested)
            {
                file?.Write(run.Save);
                throw new OperationCanceledException(cancellation);
            }
            run.TakeStep();

            ends = run.Step == options.Steps || time.GetElapsedTime(began) >= options.TimeLimit;
            bool isShown = !ends && snapshots?.AreDueAfter(run.Step) == true;
            if (ends || isShown || run.Step % StepsPerReport == 0)
            {
                IReadOnlyList<TrainingMetric> metrics = run.TakeMetrics();
                report?.Invoke(new TrainingProgress(run.Step, options.Steps, metrics[0].Mean, time.GetElapsedTime(began)) { Metrics = metrics });
            }
            if (isShown)
                run.Show(snapshots!);
            if (ends || run.Step % options.CheckpointInterval == 0)
                file?.Write(run.Save);
        }
    }
}
