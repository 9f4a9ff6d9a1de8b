namespace LaMo.Core.Training;

/// <summary>Where training stands.</summary>
/// <param name="Step">The optimiser steps done.</param>
/// <param name="Steps">The optimiser steps planned.</param>
/// <param name="Loss">The mean training loss since the last report.</param>
/// <param name="Elapsed">The time since training began.</param>
public readonly record struct TrainingProgress(int Step, int Steps, double Loss, TimeSpan Elapsed);
