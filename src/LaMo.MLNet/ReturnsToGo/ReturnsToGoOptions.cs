namespace LaMo.MLNet;

/// <summary>The columns and constants of a <see cref="ReturnsToGoTransformer"/>.</summary>
internal sealed record ReturnsToGoOptions
{
    public required string OutputColumnName { get; init; }

    public required string RewardColumnName { get; init; }

    public required string EpisodeIdColumnName { get; init; }

    public required float Scale { get; init; }

    public required float Discount { get; init; }
}
