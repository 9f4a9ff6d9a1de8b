using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using LaMo.Core.WikiRL;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>
/// Trains a <see cref="DecisionTransformer"/> on windows of a trajectory dataset by the mean squared error of its actions, or the cross entropy of discrete ones, over unpadded steps
/// (Decision Transformer, arXiv 2106.01345, algorithm 1; LaMo, arXiv 2310.20587, section 4).
/// </summary>
/// <param name="options">How to optimise.</param>
/// <param name="time">The clock that <see cref="TrainingOptions.TimeLimit"/> and the reported times are read from.</param>
public sealed class DecisionTransformerTraining(TrainingOptions options, TimeProvider time)
{
    private const int StepsPerReport = 50;

    /// <summary>Trains a new network, or goes on where the folder <see cref="TrainingOptions.CheckpointFolder"/> says that training was left.</summary>
    /// <param name="data">The dataset, with the state and action sizes of <paramref name="config"/> and at least one step.</param>
    /// <param name="config">The network's shape.</param>
    /// <param name="seed">What all randomness follows from: weights, batches, dropout and the episodes held out. It seeds TorchSharp's global generator.</param>
    /// <param name="report">Called on the training thread every 50 steps, after each validation, before each look of <paramref name="snapshots"/> and at the end.</param>
    /// <param name="cancellation">Stops training between two steps.</param>
    /// <param name="initialise">Gives the network the weights that it begins with, such as a <see cref="Checkpoints.Gpt2Checkpoint"/>'s; they are drawn at random if <see langword="null"/>.</param>
    /// <param name="language">Text that the transformer goes on learning to predict; the network then needs its token embedding and its position table. None if <see langword="null"/>.</param>
    /// <param name="similarity">Token embeddings that the tokens of trajectories are pulled towards, on the device of the training. None if <see langword="null"/>.</param>
    /// <param name="snapshots">Shown the network, in evaluation mode, while it is trained. None if <see langword="null"/>.</param>
    /// <returns>The trained network, in evaluation mode; the caller disposes it. With validation, its weights are those of the lowest validation loss.</returns>
    /// <exception cref="InvalidOperationException">
    /// The adaptation leaves nothing to train, there is no episode to hold out, the loss is no longer finite, or the folder holds the state of another run.
    /// </exception>
    /// <exception cref="InvalidDataException">The state in the folder is damaged.</exception>
    /// <exception cref="IOException">The state cannot be read or written, the folder cannot be made, or another training is kept in it now.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public DecisionTransformer Train(TrajectoryDataset data, DecisionTransformerConfig config, int seed, Action<TrainingProgress>? report = null, CancellationToken cancellation = default, Action<DecisionTransformer>? initialise = null, LanguageTask? language = null, SimilarityTask? similarity = null, Snapshots<DecisionTransformer>? snapshots = null)
    {
        using IDisposable? threads = LibtorchThreads.Use(options.NumberOfThreads ?? LibtorchThreads.Default);
        random.manual_seed(seed);
        var dropout = new DropoutGenerator(seed);
        var network = new DecisionTransformer(config, dropout);
        try
        {
            initialise?.Invoke(network);
            string? firstWeights = initialise is null || options.CheckpointFolder is null ? null : network.Fingerprint();
            network.MoveTo(options.Device ?? CPU);
            network.Precision = options.Precision;
            using IDisposable? tensorFloat32 = TensorFloat32.Use(options.Precision, network.Device);
            using var run = new TrainingRun(options, network, dropout, data, seed, language, similarity);
            using TrainingStateFile? file = options.CheckpointFolder is string folder
                ? new TrainingStateFile(Path.Combine(folder, "training.state"), Identity(data, config, seed, firstWeights, language, similarity))
                : null;
            language?.MeasurePerplexity(network);
            file?.Read(run.Load);
            Optimise(run, file, report, snapshots, cancellation);
            run.Validation?.RestoreBest();
            language?.MeasurePerplexity(network);
            network.eval();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>All that a run's steps follow from.</summary>
    private JsonObject Identity(TrajectoryDataset data, DecisionTransformerConfig config, int seed, string? firstWeights, LanguageTask? language, SimilarityTask? similarity) => new()
    {
        ["Data"] = $"{data.StepCount} steps of {data.EpisodeCount} episodes (SHA-256 {data.Fingerprint()})",
        ["Seed"] = seed,
        // How long it goes on, how often it is kept and what computes it is not what a step follows from.
        ["Options"] = JsonSerializer.SerializeToNode(options with { Steps = 0, TimeLimit = null, CheckpointFolder = null, CheckpointInterval = 0, Device = null, NumberOfThreads = null, GradientCheckpointing = false }),
        ["Network"] = JsonSerializer.SerializeToNode(config),
        ["FirstWeights"] = firstWeights,
        ["Language"] = language?.Description,
        ["Similarity"] = similarity?.Description,
    };

    private void Optimise(TrainingRun run, TrainingStateFile? file, Action<TrainingProgress>? report, Snapshots<DecisionTransformer>? snapshots, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        bool ends = run.Step >= options.Steps || run.IsStopped;
        while (!ends)
        {
            if (cancellation.IsCancellationRequested)
            {
                file?.Write(run.Save);
                throw new OperationCanceledException(cancellation);
            }
            run.TakeStep();

            bool isOver = time.GetElapsedTime(began) >= options.TimeLimit;
            bool isDue = run.Step == options.Steps || run.Step % options.ValidationInterval == 0;
            bool isCutShort = isOver && !isDue;
            // An uninterrupted run has no validation here, nor a report: kept before them, the state goes on to the same end.
            if (isCutShort)
                file?.Write(run.Save);
            double? validationLoss = isDue || isCutShort ? run.Validation?.Evaluate() : null;
            ends = isOver || run.Step == options.Steps || run.IsStopped;
            bool isShown = !ends && snapshots?.AreDueAfter(run.Step) == true;
            if (ends || isShown || run.Step % StepsPerReport == 0 || validationLoss != null)
            {
                double meanLoss = run.TakeMeanLoss();
                report?.Invoke(new TrainingProgress(run.Step, options.Steps, meanLoss, time.GetElapsedTime(began), validationLoss));
            }
            if (isShown)
                run.Show(snapshots!);
            if (!isCutShort && (ends || run.Step % options.CheckpointInterval == 0))
                file?.Write(run.Save);
        }
    }
}
