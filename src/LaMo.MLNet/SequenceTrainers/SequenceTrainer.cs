using LaMo.Core.Checkpoints;
using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using LaMo.Core.WikiRL;
using LaMo.MLNet.Internals;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.MLNet;

/// <summary>
/// Trains a sequence model, a transformer that predicts each step's action from the last K returns-to-go, states and actions; what the trainers of <see cref="OfflineRLTrainers"/> for such
/// models have in common.
/// </summary>
public abstract class SequenceTrainer : IEstimator<SequenceTransformer>
{
    private readonly IHost _host;
    private readonly SequenceTrainerOptions _options;
    private readonly TimeProvider _time;
    private readonly int _seed;

    private protected SequenceTrainer(IHostEnvironment environment, SequenceTrainerOptions options, TimeProvider time)
    {
        options.Validate();
        _host = environment.Register(GetType().Name);
        _options = options;
        _time = time;
        _seed = options.Seed ?? _host.Rand.Next();
    }

    /// <summary>Reads the data once and trains on it.</summary>
    /// <param name="input">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <returns>The trained model; the caller, or the chain it becomes part of, disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type; thrown before any row is read.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no row, a row holds NaN or infinity, or an episode's rows are not contiguous or not in order: the message names the row. Or the adaptation leaves nothing to train, there is
    /// but one episode and some are to be held out, the loss is no longer finite, or <see cref="TrainerOptions.CheckpointFolder"/> holds the state of another run: the message names what differs.
    /// </exception>
    /// <exception cref="InvalidOperationException">The device asked for is not there, and the context's <see cref="MLContext.FallbackToCpu"/> is not set.</exception>
    /// <exception cref="IOException">A folder or file with weights to begin with is missing, or <see cref="TrainerOptions.CheckpointFolder"/> cannot be written to.</exception>
    /// <exception cref="ArgumentException"><see cref="LaMoTrainer.Options.InitialAdapter"/> needs another <see cref="LaMoTrainer.Options.Adaptation"/>.</exception>
    /// <exception cref="InvalidDataException">A file with weights to begin with is damaged or not supported, the message names it and the key; or the state in <see cref="TrainerOptions.CheckpointFolder"/> is damaged.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled through the options.</exception>
    public SequenceTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = new SequenceColumns(_options.ToConfig(default));
        columns.FindAll(input.Schema);
        StepShape shape = StepShape.Of(columns, input.Schema);

        Device device = ContextDevice.Of(_host, _options.Device);
        using Gpt2Checkpoint? pretrained = _options.PretrainedFolder is string folder ? Gpt2Checkpoint.Open(folder) : null;
        SequenceTransformerConfig config = _options.ToConfig(shape, pretrained?.Config);
        config.Network.Validate();
        using PeftAdapter? adapter = _options.AdapterFolder is string adapterFolder ? PeftAdapter.Open(adapterFolder) : null;
        using IChannel channel = _host.Start("Training");
        if (shape.Image is null && !input.Schema[_options.StateColumnName].IsNormalized())
            channel.Warning(MessageSensitivity.Schema, $"Column '{_options.StateColumnName}' is not normalised; NormalizeMeanVariance with fixZero: false before the trainer makes training faster and better.");
        if (device.type != DeviceType.CPU)
            channel.Info(MessageSensitivity.None, $"Training on {device}.");
        else if (ContextDevice.AsksForCuda(_host, _options.Device))
            channel.Warning(MessageSensitivity.None, "The CUDA device that was asked for is not there; training on the CPU, as the context's FallbackToCpu allows.");
        foreach (string warning in _options.Warnings())
            channel.Warning(MessageSensitivity.None, warning);
        using TokenFile? text = _options.OpenText(pretrained?.Config);
        TrajectoryDataset data = TrajectoryReader.Read(input, columns, shape);
        channel.Info(MessageSensitivity.None, $"Training on {data.StepCount} steps of {data.EpisodeCount} episodes.");

        DecisionTransformer network = Train(data, config, pretrained, adapter, text, device, channel);
        channel.Info(MessageSensitivity.None, $"{network.CountParameters()}.");
        return Model(config, network);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SequenceTransformerConfig config = _options.ToConfig(default);
        var columns = new SequenceColumns(config);
        foreach (ColumnRequirement column in columns.All)
            column.Find(inputSchema);
        return Shapes.With(inputSchema, ScoredColumns.ShapesOf(config.PredictedActionColumnName, config.ScoreColumnName, columns.Action.Find(inputSchema)));
    }

    private SequenceTransformer Model(SequenceTransformerConfig config, DecisionTransformer network) => new(config, network) { NumberOfThreads = _options.NumberOfThreads };

    private DecisionTransformer Train(TrajectoryDataset data, SequenceTransformerConfig model, Gpt2Checkpoint? pretrained, PeftAdapter? adapter, TokenFile? text, Device device, IChannel channel)
    {
        DecisionTransformerConfig config = model.Network;
        LanguageTask? language = null;
        if (text != null)
        {
            // What scoring has no use for is needed to read.
            config = config with { Transformer = config.Transformer with { VocabularySize = pretrained!.Config.VocabularySize, Positions = pretrained.Config.Positions } };
            bool trained = false;
            language = _options.ToLanguageTask(text, perplexity =>
            {
                channel.Info(MessageSensitivity.None, $"Perplexity on text held out {(trained ? "after" : "before")} training: {perplexity:F2}.");
                trained = true;
            });
            channel.Info(MessageSensitivity.None, language.Weight > 0
                ? $"Learning to predict {text.Count} tokens of text beside, with weight {language.Weight}."
                : $"Reading {text.Count} tokens of text for the perplexity alone: the language loss has no weight.");
        }
        using SimilarityTask? similarity = _options.ToSimilarityTask(pretrained, _seed, device);
        if (similarity != null)
            channel.Info(MessageSensitivity.None, $"Pulling tokens towards {similarity.CentreCount} centres of the language model's, with weight {similarity.Weight} at first.");
        using IProgressChannel progressChannel = _host.StartProgressChannel($"{_options.Name} training");
        TrainingProgress last = default;
        progressChannel.SetHeader(new ProgressHeader(["loss"], ["steps"]), entry =>
        {
            entry.SetProgress(0, last.Step, last.Steps);
            entry.SetMetric(0, last.Loss);
        });

        var training = new DecisionTransformerTraining(_options.ToTrainingOptions(device), _time);
        Action<DecisionTransformer>? initialise = (pretrained, _options.InitialWeights) is (null, null) ? null : Initialise;
        Snapshots<DecisionTransformer>? snapshots = _options.Snapshots is { } given ? new(given.Interval, (step, network) => given.Look(step, Model(model, network))) : null;
        return training.Train(data, config, _seed, Report, _options.CancellationToken, initialise, language, similarity, snapshots);

        void Initialise(DecisionTransformer network)
        {
            pretrained?.LoadInto(network);
            adapter?.LoadInto(network);
            if (_options.InitialWeights is string path)
                ReleasedCheckpoint.LoadInto(path, network);
        }

        void Report(TrainingProgress progress)
        {
            last = progress;
            progressChannel.Checkpoint(progress.Loss, progress.Step);
            string validation = progress.ValidationLoss is double loss ? $", validation loss {loss:G5}" : "";
            channel.Info(MessageSensitivity.None, $"Step {progress.Step} of {progress.Steps}: loss {progress.Loss:G5}{validation} after {progress.Elapsed.TotalSeconds:F0} s.");
            _options.Progress?.Report(progress);
        }
    }
}
