namespace LaMo.Environments.Learning;

/// <summary>An evaluation of a training: what the likeliest actions reach, or discrete ones as they are drawn.</summary>
/// <param name="Updates">The gradient steps so far.</param>
/// <param name="Steps">The environment steps so far.</param>
/// <param name="Return">The mean return of the episodes.</param>
/// <param name="Deviation">The standard deviation of their returns.</param>
/// <param name="Length">Their mean number of steps.</param>
/// <param name="Score">The mean return, normalised to 0 for a random policy and 1 for the reference expert.</param>
/// <param name="Exploration">How much is explored: the weight of the entropy, or the entropy of discrete actions.</param>
/// <param name="Seconds">The time that learning took so far.</param>
public sealed record BehaviourTrainingProgress(int Updates, long Steps, double Return, double Deviation, double Length, double Score, double Exploration, double Seconds);
