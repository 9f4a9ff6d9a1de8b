namespace LaMo.Core.Evaluation.Aggregates;

/// <summary>A figure with an interval that tells how far chance may have moved it.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public readonly record struct Estimate(double Value, double Low, double High);
