using LaMo.Core.Checkpoints;
using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Policies;
using LaMo.Core.Serialization;
using LaMo.MLNet.Internals;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>
/// A trained LaMo model. Scoring adds the action that the model predicts for each step from the last K steps of its episode, a vector of Single.
/// </summary>
/// <remarks>
/// A step's prediction needs the steps before it, so the model is not row-to-row: the scored view reads ahead in bounded batches, scores a batch in one
/// forward pass, and only when the predicted action is asked for. Transform may be called, and its views read, from several threads at once.
/// Disposing the model frees its weights; it cannot score afterwards.
/// </remarks>
public sealed class LaMoTransformer : ITransformer, IDisposable
{
    private readonly LaMoColumns _columns;
    private readonly VectorDataViewType _actionType;

    internal LaMoTransformer(LaMoTransformerConfig config, DecisionTransformer network)
    {
        Config = config;
        Predictor = new ActionPredictor(network);
        _columns = new LaMoColumns(config);
        _actionType = new VectorDataViewType(NumberDataViewType.Single, config.Network.ActionSize);
    }

    /// <summary>The number of steps K that the model sees.</summary>
    public int ContextLength => Config.Network.ContextLength;

    /// <summary>Always <see langword="false"/>: a prediction depends on earlier rows.</summary>
    public bool IsRowToRowMapper => false;

    internal LaMoTransformerConfig Config { get; }

    internal ActionPredictor Predictor { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (DataViewSchema.Column column in _columns.FindAll(inputSchema))
            if (column.Name == _columns.State.Name)
                CheckSize(column, Config.Network.StateSize);
            else if (column.Name == _columns.Action.Name)
                CheckSize(column, Config.Network.ActionSize);
        return AppendedColumnsView.Append(inputSchema, new DataViewSchema.DetachedColumn(Config.PredictedActionColumnName, _actionType));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AppendedColumnsView(input, GetOutputSchema(input.Schema), view => new PredictedActionColumn(new StepReader(view, _columns), Predictor));
    }

    /// <summary>Makes a policy that acts one step at a time. Its actions are those that scoring gives for the same steps.</summary>
    /// <param name="returnScale">What returns were divided by in training, positive.</param>
    /// <param name="discount">The discount of the returns-to-go in training. The default value is 1.</param>
    /// <returns>A policy for one running episode at a time; its observations are states as the trainer saw them. For observations as the task gives them see <see cref="OfflineRLCatalog.CreatePolicy"/>.</returns>
    public IOnlinePolicy CreatePolicy(float returnScale, float discount = 1f) => new DecisionTransformerPolicy(Predictor, returnScale, discount);

    /// <summary>Writes the weights that scoring needs as a safetensors file, which <see cref="LaMoTrainer.Options.InitialWeights"/> reads; whole or not at all.</summary>
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

    void ICanSaveModel.Save(ModelSaveContext ctx) => LaMoModel.Save(this, ctx);

    private static void CheckSize(DataViewSchema.Column column, int expected)
    {
        if (LaMoColumns.SizeOf(column) != expected)
            throw new ArgumentOutOfRangeException("inputSchema", $"Schema mismatch for input column '{column.Name}': expected Vector<Single, {expected}>, got {column.Type}");
    }
}
