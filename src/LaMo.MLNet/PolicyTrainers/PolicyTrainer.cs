using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Internals;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using static Microsoft.ML.SchemaShape.Column;

namespace LaMo.MLNet;

/// <summary>Trains a policy of multilayer perceptrons; what the trainers of <see cref="OfflineRLTrainers"/> for such policies have in common.</summary>
public abstract class PolicyTrainer : IEstimator<PolicyTransformer>
{
    private readonly IHost _host;
    private readonly PolicyTrainerOptions _options;
    private readonly TimeProvider _time;
    private readonly int _seed;

    private protected PolicyTrainer(IHostEnvironment environment, PolicyTrainerOptions options, TimeProvider time)
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
    /// There is no row, a row holds NaN or infinity or an action beyond <see cref="PolicyTrainerOptions.MaxAction"/>, or an episode's rows are not contiguous or not in order: the message
    /// names the row. Or values are to be learnt and there is no transition, a loss is no longer finite, or <see cref="TrainerOptions.CheckpointFolder"/> holds the state of another run:
    /// the message names what differs.
    /// </exception>
    /// <exception cref="IOException"><see cref="TrainerOptions.CheckpointFolder"/> cannot be written to, or another training is kept in it.</exception>
    /// <exception cref="InvalidDataException">The state in <see cref="TrainerOptions.CheckpointFolder"/> is damaged.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled through the options.</exception>
    public PolicyTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = new PolicyColumns(_options);
        columns.FindAll(input.Schema);
        using IChannel channel = _host.Start("Training");
        if (!input.Schema[_options.StateColumnName].IsNormalized())
            channel.Warning(MessageSensitivity.Schema, $"Column '{_options.StateColumnName}' is not normalised; NormalizeMeanVariance with fixZero: false before the trainer makes training faster and better.");
        TransitionDataset data = TransitionReader.Read(input, columns, _options.MaxAction);
        channel.Info(MessageSensitivity.None, $"Training on {data.StepCount} steps of {data.EpisodeCount} episodes.");
        PolicyNetwork network = Train(data, channel);
        return Model(network);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = new PolicyColumns(_options);
        foreach (ColumnRequirement column in columns.All)
            column.Find(inputSchema);
        IEnumerable<SchemaShape.Column> added = ScoredColumns.ShapesOf(_options.PredictedActionColumnName, _options.ScoreColumnName, columns.Action.Find(inputSchema));
        return Shapes.With(inputSchema, _options.ValueName is string name ? added.Append(Shapes.Column(name, VectorKind.Scalar, NumberDataViewType.Single)) : added);
    }

    private PolicyTransformer Model(PolicyNetwork network) => new(ToConfig(network.Config), network);

    private PolicyTransformerConfig ToConfig(PolicyNetworkConfig network) => new()
    {
        EpisodeIdColumnName = _options.EpisodeIdColumnName,
        TimestepColumnName = _options.TimestepColumnName,
        StateColumnName = _options.StateColumnName,
        ActionColumnName = _options.ActionColumnName,
        PredictedActionColumnName = _options.PredictedActionColumnName,
        ScoreColumnName = _options.ScoreColumnName,
        ValueColumnName = _options.ValueName,
        Network = network,
    };

    private PolicyNetwork Train(TransitionDataset data, IChannel channel)
    {
        PolicyAlgorithm algorithm = _options.ToAlgorithm();
        using IProgressChannel progressChannel = _host.StartProgressChannel($"{algorithm.Name} training");
        TrainingProgress last = default;
        progressChannel.SetHeader(new ProgressHeader(["loss"], ["steps"]), entry =>
        {
            entry.SetProgress(0, last.Step, last.Steps);
            entry.SetMetric(0, last.Loss);
        });
        Snapshots<PolicyNetwork>? snapshots = _options.Snapshots is { } given ? new(given.Interval, (step, network) => given.Look(step, Model(network))) : null;
        return new PolicyTraining(_options.ToTrainingOptions(), _time).Train(data, algorithm, _seed, Report, _options.CancellationToken, snapshots);

        void Report(TrainingProgress progress)
        {
            last = progress;
            progressChannel.Checkpoint(progress.Loss, progress.Step);
            string metrics = string.Join(", ", progress.Metrics.Select(metric => $"{metric.Name} {metric.Mean:G5}"));
            channel.Info(MessageSensitivity.None, $"Step {progress.Step} of {progress.Steps}: {metrics} after {progress.Elapsed.TotalSeconds:F0} s.");
            _options.Progress?.Report(progress);
        }
    }
}
