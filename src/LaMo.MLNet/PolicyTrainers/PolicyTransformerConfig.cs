using LaMo.Core.Networks;

namespace LaMo.MLNet;

/// <summary>What a <see cref="PolicyTransformer"/> is besides its weights: its columns and its network's shape.</summary>
internal sealed record PolicyTransformerConfig
{
    public required string EpisodeIdColumnName { get; init; }

    public required string TimestepColumnName { get; init; }

    public required string StateColumnName { get; init; }

    public required string ActionColumnName { get; init; }

    public required string PredictedActionColumnName { get; init; }

    public required string ScoreColumnName { get; init; }

    public required string? ValueColumnName { get; init; }

    public required PolicyNetworkConfig Network { get; init; }
}
