using LaMo.Core.Serialization;
using LaMo.Core.Training;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Cli.Configuration;

/// <summary>A run of a trainer as a configuration describes it: what <c>lamo train</c> and each cell of a benchmark do.</summary>
/// <param name="ml">The context.</param>
/// <param name="run">The run.</param>
/// <param name="options">The trainer's options.</param>
internal sealed class TrainingJob(MLContext ml, RunConfiguration run, TrainerOptions options)
{
    private readonly OfflineRLCatalog _offline = ml.OfflineRL();

    /// <summary>The steps that are trained on.</summary>
    /// <remarks>The sample is drawn by the run's seed before all else, so that every trainer learns from the same episodes.</remarks>
    public IDataView LoadData()
    {
        IDataView data = _offline.ConcatenateEpisodes([.. run.Data.Select(path => _offline.LoadFromFile(path, run.MaxEpisodeLength))]);
        if (run.DataRatio < 1)
            data = _offline.SampleEpisodes(data, run.DataRatio, run.Seed);
        if (run.BestFraction < 1)
            data = _offline.FilterEpisodesByReturn(data, run.BestFraction);
        if (run.DelayedRewards)
            data = _offline.DelayRewards(data);
        if (run.RewardScale != 1)
            data = _offline.ScaleRewards(data, run.RewardScale);
        return run.FrameStack == 1 ? data : _offline.StackFrames(data, run.FrameStack, options.StateColumnName);
    }

    /// <summary>Builds the pipeline and fits it.</summary>
    /// <param name="data">The steps.</param>
    /// <param name="snapshots">Shown the pipeline while its trainer is at work.</param>
    public FittedPipeline Fit(IDataView data, Snapshots<FittedPipeline>? snapshots = null)
    {
        ITransformer features = Features(data).Fit(data);
        if (snapshots != null)
            options.Snapshots = new Snapshots<ITransformer>(snapshots.Interval, (step, model) => snapshots.Look(step, Pipeline(model)));
        return Pipeline(options.CreateTrainer(ml).Fit(features.Transform(data)));

        FittedPipeline Pipeline(ITransformer model) => new(ml, new TransformerChain<ITransformer>(features, model), data.Schema);
    }

    /// <summary>States are normalised unless they are images; sequence models learn from returns-to-go.</summary>
    private EstimatorChain<ITransformer> Features(IDataView data)
    {
        var features = new EstimatorChain<ITransformer>();
        if (data.Schema[options.StateColumnName].Type is VectorDataViewType { Dimensions.Length: 1 })
            features = features.Append<ITransformer>(ml.Transforms.NormalizeMeanVariance(options.StateColumnName, fixZero: false));
        if (options is SequenceTrainerOptions sequence)
            features = features.Append<ITransformer>(ml.Transforms.ReturnsToGo(sequence.ReturnToGoColumnName, scale: run.ReturnScale, episodeIdColumnName: options.EpisodeIdColumnName));
        return features;
    }
}

/// <summary>A pipeline that was fitted, from observations as they are recorded to actions.</summary>
/// <param name="Context">The context.</param>
/// <param name="Model">The pipeline.</param>
/// <param name="InputSchema">The schema of its input.</param>
internal sealed record FittedPipeline(MLContext Context, ITransformer Model, DataViewSchema InputSchema) : IDisposable
{
    /// <summary>Writes the pipeline, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => Context.Model.Save(Model, InputSchema, stream));

    public void Dispose() => (Model as IDisposable)?.Dispose();
}
