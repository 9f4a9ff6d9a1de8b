using LaMo.Core.Training;

namespace LaMo.Cli.Train;

/// <summary>A point of a training's learning curves.</summary>
/// <param name="Step">The optimiser steps done.</param>
/// <param name="Loss">The mean training loss since the entry before.</param>
/// <param name="ValidationLoss">The loss on the episodes held out, if it was computed.</param>
/// <param name="Metrics">What else was measured, by its name; <see langword="null"/> for nothing.</param>
internal sealed record CurveEntry(int Step, double Loss, double? ValidationLoss, IReadOnlyDictionary<string, double>? Metrics)
{
    public static CurveEntry Of(TrainingProgress progress) => new(
        progress.Step,
        progress.Loss,
        progress.ValidationLoss,
        progress.Metrics.Count > 1 ? progress.Metrics.ToDictionary(metric => metric.Name, metric => metric.Mean) : null);
}
