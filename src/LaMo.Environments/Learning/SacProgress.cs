namespace LaMo.Environments.Learning;

/// <summary>An evaluation of a training: what the actor's likeliest actions reach.</summary>
/// <param name="Updates">The gradient steps so far.</param>
/// <param name="Steps">The environment steps so far.</param>
/// <param name="Return">The mean return of the episodes.</param>
/// <param name="Deviation">The standard deviation of their returns.</param>
/// <param name="Length">Their mean number of steps.</param>
/// <param name="Score">The mean return, normalised to 0 for a random policy and 1 for the reference expert.</param>
/// <param name="Temperature">The weight of the entropy.</param>
/// <param name="Seconds">The time that learning took so far.</param>
public sealed record SacProgress(int Updates, long Steps, double Return, double Deviation, double Length, double Score, double Temperature, double Seconds);
