using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Policies;
using LaMo.MLNet.Internals;
using LaMo.MLNet.Policies;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>
/// A trained policy of multilayer perceptrons. Scoring adds the action that it chooses in each state: a vector of Single, or for a discrete action the most probable key, and a second
/// column with the probabilities of all; and, if the trainer learnt values, the value of the state or of the chosen action, a Single.
/// </summary>
/// <remarks>
/// A policy that sees one state is row-to-row. A policy that sees the last K is not: it needs the rows before. Either way a scored view reads ahead and scores many rows in one forward
/// pass, and only when one of the columns is asked for. Transform may be called, and its views read, from several threads at once. Disposing the model frees its weights; it cannot score afterwards.
/// </remarks>
public sealed class PolicyTransformer : ITransformer, IPolicyTransformer, IDisposable
{
    private readonly ColumnRequirement _state;
    private readonly DataViewType _stateType;

    internal PolicyTransformer(PolicyTransformerConfig config, PolicyNetwork network)
    {
        Config = config;
        Network = network;
        _state = ColumnRequirement.SingleVector(config.StateColumnName);
        _stateType = new VectorDataViewType(NumberDataViewType.Single, config.Network.StateSize);
    }

    /// <summary>How many states the policy sees: the current one and those before it in its episode.</summary>
    public int ContextLength => Config.Network.ContextLength;

    /// <summary>Whether the policy sees one state only.</summary>
    public bool IsRowToRowMapper => ContextLength == 1;

    internal PolicyTransformerConfig Config { get; }

    internal PolicyNetwork Network { get; }

    string IPolicyTransformer.StateColumnName => Config.StateColumnName;

    int IPolicyTransformer.StateSize => Config.Network.StateSize;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _state.Find(inputSchema, _stateType);
        if (!IsRowToRowMapper)
        {
            ColumnRequirement.EpisodeId(Config.EpisodeIdColumnName).Find(inputSchema);
            ColumnRequirement.Scalar(Config.TimestepColumnName, NumberDataViewType.Int32).Find(inputSchema);
        }
        IEnumerable<DataViewSchema.DetachedColumn> added = ScoredColumns.Of(Config.PredictedActionColumnName, Config.ScoreColumnName, inputSchema, ActionColumn(inputSchema));
        return AppendedColumnsView.Append(inputSchema, Config.ValueColumnName is string name ? added.Append(new DataViewSchema.DetachedColumn(name, NumberDataViewType.Single)) : added);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AppendedColumnsView(input, GetOutputSchema(input.Schema), view => new PolicyOutputColumns(view, this));
    }

    /// <summary>Maps one row at a time. For many rows, Transform is faster.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="InvalidOperationException">The policy sees more than one state.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type or size than the model was trained on.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!IsRowToRowMapper)
            throw new InvalidOperationException($"The policy sees the last {ContextLength} states; it cannot be computed row by row. Use CreatePolicy for one step at a time.");
        return new PolicyRowMapper(this, inputSchema);
    }

    /// <summary>Makes a policy that acts one step at a time. Its actions are those that scoring gives for the same states.</summary>
    /// <param name="samplingSeed">What discrete actions are drawn by from their probabilities. The default value is <see langword="null"/>: the most probable action is taken.</param>
    /// <returns>
    /// A policy for one running episode at a time, which asks for no return; its observations are states as the trainer saw them, and its discrete actions numbers from 0 (the key less 1).
    /// For observations as the task gives them see <see cref="OfflineRLCatalog.CreatePolicy"/>.
    /// </returns>
    public IOnlinePolicy CreatePolicy(int? samplingSeed = null) => new StatePolicy(Network, samplingSeed);

    /// <summary>Makes a policy that plays many episodes side by side, each as one of <see cref="CreatePolicy"/> would, with one forward pass a step for all of them.</summary>
    /// <param name="samples">Whether discrete actions are drawn from their probabilities. The default value is <see langword="false"/>: the most probable action is taken.</param>
    /// <returns>The policy; for observations as the task gives them see <see cref="OfflineRLCatalog.CreateBatchPolicy"/>.</returns>
    public IBatchPolicy CreateBatchPolicy(bool samples = false) => new StateBatchPolicy(Network, samples);

    /// <summary>Frees the weights.</summary>
    public void Dispose() => Network.Dispose();

    IOnlinePolicy IPolicyTransformer.CreatePolicy(IReadOnlyList<ITransformer> pipeline, int? samplingSeed) => CreatePolicy(samplingSeed);

    IBatchPolicy IPolicyTransformer.CreateBatchPolicy(IReadOnlyList<ITransformer> pipeline, bool samples) => CreateBatchPolicy(samples);

    void ICanSaveModel.Save(ModelSaveContext ctx) => PolicyModel.Save(this, ctx);

    internal DataViewSchema.Column StateColumn(DataViewSchema schema) => _state.Find(schema, _stateType);

    /// <summary>The getters of the added columns.</summary>
    /// <param name="schema">The schema of the data that is scored.</param>
    /// <param name="actions">The current row's actions.</param>
    /// <param name="value">The current row's value.</param>
    internal IReadOnlyList<Delegate> Getters(DataViewSchema schema, CurrentActions actions, Func<float> value)
    {
        IReadOnlyList<Delegate> getters = Config.Network.IsDiscrete ? ActionGetters.Discrete(actions, ActionColumn(schema).Type.RawType) : ActionGetters.Continuous(actions);
        return Config.ValueColumnName is null ? getters : [.. getters, (ValueGetter<float>)((ref float current) => current = value())];
    }

    /// <summary>The type of actions and, where the data to score has recorded ones, the values of their keys.</summary>
    private DataViewSchema.DetachedColumn ActionColumn(DataViewSchema schema)
    {
        int size = Config.Network.ActionSize;
        if (!Config.Network.IsDiscrete)
            return new DataViewSchema.DetachedColumn(Config.ActionColumnName, new VectorDataViewType(NumberDataViewType.Single, size));
        return schema.GetColumnOrNull(Config.ActionColumnName) is { Type: KeyDataViewType key } recorded && key.Count == (ulong)size
            ? new DataViewSchema.DetachedColumn(recorded)
            : new DataViewSchema.DetachedColumn(Config.ActionColumnName, new KeyDataViewType(typeof(uint), size));
    }
}
