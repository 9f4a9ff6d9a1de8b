using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>The columns that sequence models read, in training and in scoring.</summary>
internal sealed class SequenceColumns(SequenceTransformerConfig config)
{
    public ColumnRequirement EpisodeId { get; } = ColumnRequirement.EpisodeId(config.EpisodeIdColumnName);

    public ColumnRequirement Timestep { get; } = ColumnRequirement.Scalar(config.TimestepColumnName, NumberDataViewType.Int32);

    public ColumnRequirement State { get; } = ColumnRequirement.State(config.StateColumnName);

    public ColumnRequirement Action { get; } = ColumnRequirement.Action(config.ActionColumnName);

    public ColumnRequirement ReturnToGo { get; } = ColumnRequirement.Scalar(config.ReturnToGoColumnName, NumberDataViewType.Single);

    public IEnumerable<ColumnRequirement> All => [EpisodeId, Timestep, State, Action, ReturnToGo];

    /// <summary>The columns in a schema.</summary>
    public IReadOnlyList<DataViewSchema.Column> FindAll(DataViewSchema schema) => [.. All.Select(column => column.Find(schema))];
}
