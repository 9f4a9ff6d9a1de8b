namespace LaMo.Core.Training;

/// <summary>Something measured in training.</summary>
/// <param name="Name">What it is, such as <c>critic loss</c>.</param>
/// <param name="Mean">Its mean since the last report.</param>
public readonly record struct TrainingMetric(string Name, double Mean);
