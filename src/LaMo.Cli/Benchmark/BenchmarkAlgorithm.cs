using System.Text.Json.Nodes;
using LaMo.Cli.Configuration;

namespace LaMo.Cli.Benchmark;

/// <summary>An algorithm of a benchmark: a trainer with options.</summary>
internal sealed record BenchmarkAlgorithm
{
    /// <summary>The name, as it is shown; <see langword="null"/> for that of the trainer.</summary>
    public string? Name { get; init; }

    public required Algorithm Trainer { get; init; }

    public double BestFraction { get; init; } = 1;

    public int? Steps { get; init; }

    public int? EvaluationInterval { get; init; }

    public JsonObject Options { get; init; } = [];

    public string Label => Name ?? Trainer.ToString();
}
