using LaMo.Core.Networks;

namespace LaMo.MLNet;

/// <summary>What a <see cref="SequenceTransformer"/> is besides its weights: its columns and its network's shape.</summary>
internal sealed record SequenceTransformerConfig
{
    public required string EpisodeIdColumnName { get; init; }

    public required string TimestepColumnName { get; init; }

    public required string StateColumnName { get; init; }

    public required string ActionColumnName { get; init; }

    public required string ReturnToGoColumnName { get; init; }

    public required string PredictedActionColumnName { get; init; }

    public required string ScoreColumnName { get; init; }

    /// <summary>What scoring computes in; models saved by versions without a choice have none.</summary>
    public Precision Precision { get; init; }

    public required DecisionTransformerConfig Network { get; init; }
}
