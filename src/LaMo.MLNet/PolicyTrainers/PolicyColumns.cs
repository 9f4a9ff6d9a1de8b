using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>The columns that a policy's trainer reads.</summary>
internal sealed class PolicyColumns(PolicyTrainerOptions options)
{
    public ColumnRequirement EpisodeId { get; } = ColumnRequirement.EpisodeId(options.EpisodeIdColumnName);

    public ColumnRequirement Timestep { get; } = ColumnRequirement.Scalar(options.TimestepColumnName, NumberDataViewType.Int32);

    public ColumnRequirement State { get; } = ColumnRequirement.SingleVector(options.StateColumnName);

    public ColumnRequirement Action { get; } = options.TakesDiscreteActions ? ColumnRequirement.Action(options.ActionColumnName) : ColumnRequirement.SingleVector(options.ActionColumnName);

    /// <summary>The reward, if it is learnt from.</summary>
    public ColumnRequirement? Reward { get; } = options.NeedsReward ? ColumnRequirement.Scalar(options.RewardColumnName, NumberDataViewType.Single) : null;

    /// <summary>Where values end, if values are learnt.</summary>
    public ColumnRequirement? Terminal { get; } = options.TerminalName is string name ? ColumnRequirement.Scalar(name, BooleanDataViewType.Instance) : null;

    public IEnumerable<ColumnRequirement> All => [EpisodeId, Timestep, State, Action, .. Reward is null ? [] : new[] { Reward }, .. Terminal is null ? [] : new[] { Terminal }];

    /// <summary>The columns in a schema.</summary>
    public IReadOnlyList<DataViewSchema.Column> FindAll(DataViewSchema schema) => [.. All.Select(column => column.Find(schema))];
}
