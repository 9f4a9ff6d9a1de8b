using LaMo.Core.Checkpoints;
using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Policies;
using LaMo.Core.Serialization;
using LaMo.MLNet.Internals;
using LaMo.MLNet.Policies;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>
/// A trained sequence model: what the trainers LaMo, Decision Transformer and Wiki-RL give. Scoring adds the action that the model predicts for each step from the last K steps of its episode: a vector of Single, or for a discrete action the most
/// probable key, and a second column with the probabilities of all.
/// </summary>
/// <remarks>
/// A step's prediction needs the steps before it, so the model is not row-to-row: the scored view reads ahead in bounded batches, scores a batch in one
/// forward pass, and only when the predicted action is asked for. Transform may be called, and its views read, from several threads at once.
/// Disposing the model frees its weights; it cannot score afterwards.
/// </remarks>
public sealed class SequenceTransformer : ITransformer, IPolicyTransformer, IDisposable
{
    private readonly SequenceColumns _columns;

    internal SequenceTransformer(SequenceTransformerConfig config, DecisionTransformer network)
    {
        Config = config;
        Predictor = new ActionPredictor(network, config.Precision);
        _columns = new SequenceColumns(config);
    }

    /// <summary>The number of steps K that the model sees.</summary>
    public int ContextLength => Config.Network.ContextLength;

    /// <summary>
    /// The threads to score with on the CPU; <see langword="null"/> for <c>OMP_NUM_THREADS</c> or one on each core. Not saved. The default value is
    /// <see cref="TrainerOptions.NumberOfThreads"/> after training and <see langword="null"/> after loading.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int? NumberOfThreads
    {
        get => Predictor.NumberOfThreads;
        set
        {
            if (value <= 0)
                throw new ArgumentOutOfRangeException(nameof(value), value, "The number of threads must be positive.");
            Predictor.NumberOfThreads = value;
        }
    }

    /// <summary>Always <see langword="false"/>: a prediction depends on earlier rows.</summary>
    public bool IsRowToRowMapper => false;

    internal SequenceTransformerConfig Config { get; }

    internal ActionPredictor Predictor { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _columns.FindAll(inputSchema);
        StepShape expected = StepShape.Of(Config.Network), actual = StepShape.Of(_columns, inputSchema);
        DataViewSchema.Column state = _columns.State.Find(inputSchema), action = _columns.Action.Find(inputSchema);
        if ((actual.StateSize, actual.Image) != (expected.StateSize, expected.Image))
            throw Mismatch(state, expected.StateType);
        if ((actual.ActionSize, actual.ActionCount) != (expected.ActionSize, expected.ActionCount))
            throw Mismatch(action, expected.ActionType);
        return AppendedColumnsView.Append(inputSchema, ScoredColumns.Of(Config.PredictedActionColumnName, Config.ScoreColumnName, inputSchema, new DataViewSchema.DetachedColumn(action)));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AppendedColumnsView(input, GetOutputSchema(input.Schema), 
            view => new PredictedActionColumn(new StepReader(view, _columns), Predictor, _columns.Action.Find(view.Schema).Type.RawType));
    }

    /// <summary>Makes a policy that acts one step at a time. Its actions are those that scoring gives for the same steps.</summary>
    /// <param name="returnScale">What returns were divided by in training, positive.</param>
    /// <param name="discount">The discount of the returns-to-go in training. The default value is 1.</param>
    /// <param name="samplingSeed">
    /// What discrete actions are drawn by from their probabilities. The default value is <see langword="null"/>: the most probable action is taken.
    /// </param>
    /// <returns>
    /// A policy for one running episode at a time; its observations are states as the trainer saw them, pixels of bytes as 0 to 255, and its discrete actions numbers from 0 (the key less 1).
    /// For observations as the task gives them see <see cref="OfflineRLCatalog.CreatePolicy"/>.
    /// </returns>
    public IOnlinePolicy CreatePolicy(float returnScale, float discount = 1f, int? samplingSeed = null) => new DecisionTransformerPolicy(Predictor, returnScale, discount, samplingSeed);

    /// <summary>Makes a policy that plays many episodes side by side, each as one of <see cref="CreatePolicy"/> would, with one forward pass a step for all of them.</summary>
    /// <param name="returnScale">What returns were divided by in training, positive.</param>
    /// <param name="discount">The discount of the returns-to-go in training. The default value is 1.</param>
    /// <param name="samples">Whether discrete actions are drawn from their probabilities. The default value is <see langword="false"/>: the most probable action is taken.</param>
    /// <returns>The policy; for observations as the task gives them see <see cref="OfflineRLCatalog.CreateBatchPolicy"/>.</returns>
    public IBatchPolicy CreateBatchPolicy(float returnScale, float discount = 1f, bool samples = false) =>
        new DecisionTransformerBatchPolicy(Predictor, returnScale, discount, samples);

    /// <summary>Writes the weights that scoring needs as a safetensors file, which <see cref="SequenceTrainerOptions.InitialWeights"/> reads; whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void SaveWeights(string path) => Safetensors.WriteFile(path, Predictor.Network.ScoringState());

    /// <summary>Writes what LoRA has learnt as an adapter in PEFT's layout (see <see cref="PeftAdapter"/>).</summary>
    /// <param name="folder">The folder; made if it does not exist.</param>
    /// <param name="baseModel">The pretrained model that the adapter belongs to, a folder or a name; <see langword="null"/> for none.</param>
    /// <exception cref="InvalidOperationException">The model was trained without LoRA.</exception>
    public void SaveAdapter(string folder, string? baseModel = null)
    {
        if (Config.Network.Adaptation.Lora is null)
            throw new InvalidOperationException("The model was trained without LoRA; it has no adapter.");
        PeftAdapter.Save(folder, Predictor.Network, baseModel);
    }

    /// <summary>Not possible: the model is not row-to-row.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new InvalidOperationException("A predicted action depends on the steps before it; it cannot be computed row by row. Use CreatePolicy for one step at a time.");

    /// <summary>Frees the weights.</summary>
    public void Dispose() => Predictor.Dispose();

    string IPolicyTransformer.StateColumnName => Config.StateColumnName;

    int IPolicyTransformer.StateSize => Config.Network.StateSize;

    IOnlinePolicy IPolicyTransformer.CreatePolicy(IReadOnlyList<ITransformer> pipeline, int? samplingSeed)
    {
        ReturnsToGoTransformer returnsToGo = ReturnsToGo(pipeline);
        return CreatePolicy(returnsToGo.Scale, returnsToGo.Discount, samplingSeed);
    }

    IBatchPolicy IPolicyTransformer.CreateBatchPolicy(IReadOnlyList<ITransformer> pipeline, bool samples)
    {
        ReturnsToGoTransformer returnsToGo = ReturnsToGo(pipeline);
        return CreateBatchPolicy(returnsToGo.Scale, returnsToGo.Discount, samples);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SequenceModel.Save(this, ctx);

    private ReturnsToGoTransformer ReturnsToGo(IReadOnlyList<ITransformer> pipeline) => PolicyPipeline.Single<ReturnsToGoTransformer>(
        pipeline, step => step.OutputColumnName == Config.ReturnToGoColumnName, $"returns-to-go step for column '{Config.ReturnToGoColumnName}'");

    private static ArgumentOutOfRangeException Mismatch(DataViewSchema.Column column, DataViewType expected) =>
        new("inputSchema", $"Schema mismatch for input column '{column.Name}': expected {expected}, got {column.Type}");
}
