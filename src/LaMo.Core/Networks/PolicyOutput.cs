namespace LaMo.Core.Networks;

/// <summary>What a <see cref="PolicyNetwork"/> gives for a batch of states.</summary>
/// <param name="Actions">The continuous actions, or the probabilities of the discrete ones, <c>[row, actionSize]</c>.</param>
/// <param name="Values">The values, <c>[row]</c>; empty if the network gives none.</param>
public sealed record PolicyOutput(float[] Actions, float[] Values);
