using LaMo.MLNet.Internals;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>
/// Adds each step's scaled return-to-go, a Single: the sum of the rewards from the step to its episode's end, divided by the scale
/// (Decision Transformer, arXiv 2106.01345, section 3). Rows are streamed; the rewards of one episode are held at a time.
/// </summary>
/// <remarks>Reading rows throws <see cref="InvalidOperationException"/> if an episode's rows are not contiguous or a reward is not finite; the message names the row.</remarks>
public sealed class ReturnsToGoTransformer : ITransformer
{
    private readonly ColumnRequirement _episodeId;
    private readonly ColumnRequirement _reward;

    internal ReturnsToGoTransformer(ReturnsToGoOptions options)
    {
        Options = options;
        _episodeId = ColumnRequirement.EpisodeId(options.EpisodeIdColumnName);
        _reward = ColumnRequirement.Scalar(options.RewardColumnName, NumberDataViewType.Single);
    }

    /// <summary>The column that holds the returns-to-go.</summary>
    public string OutputColumnName => Options.OutputColumnName;

    /// <summary>What returns are divided by.</summary>
    public float Scale => Options.Scale;

    /// <summary>The discount per step.</summary>
    public float Discount => Options.Discount;

    /// <summary>Always <see langword="false"/>: a step's return-to-go depends on the steps after it.</summary>
    public bool IsRowToRowMapper => false;

    internal ReturnsToGoOptions Options { get; }

    internal IEnumerable<ColumnRequirement> Inputs => [_episodeId, _reward];

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (ColumnRequirement column in Inputs)
            column.Find(inputSchema);
        return AppendedColumnsView.Append(inputSchema, new DataViewSchema.DetachedColumn(Options.OutputColumnName, NumberDataViewType.Single));
    }

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AppendedColumnsView(input, GetOutputSchema(input.Schema),
            view => new EpisodeRewardsColumn(view, _episodeId.Find(view.Schema), _reward.Find(view.Schema),
                rewards => Core.Trajectories.ReturnsToGo.Accumulate(rewards, Options.Scale, Options.Discount)));
    }

    /// <summary>Not possible: the transformer is not row-to-row.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new InvalidOperationException("A return-to-go depends on later rows; it cannot be computed row by row.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => ReturnsToGoModel.Save(this, ctx);
}
