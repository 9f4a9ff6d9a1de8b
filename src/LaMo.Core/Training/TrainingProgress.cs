namespace LaMo.Core.Training;

/// <summary>Where training stands.</summary>
/// <param name="Step">The optimiser steps done.</param>
/// <param name="Steps">The optimiser steps planned.</param>
/// <param name="Loss">The mean training loss since the last report.</param>
/// <param name="Elapsed">The time since training began or went on.</param>
/// <param name="ValidationLoss">The loss on the episodes held out after this step; <see langword="null"/> if it was not computed.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss, TimeSpan Elapsed, double? ValidationLoss = null)
{
    /// <summary>All that was measured, <see cref="Loss"/> first; empty if there is nothing but the loss.</summary>
    public IReadOnlyList<TrainingMetric> Metrics { get => field ?? []; init; }
}
