namespace LaMo.Environments.Rollouts;

/// <summary>An episode to play.</summary>
/// <param name="Seed">Decides the episode's initial state and all chance in the policy's choices.</param>
/// <param name="TargetReturn">The return to ask the policy for, in the task's own units. The default is 0.</param>
public readonly record struct EpisodeRequest(int Seed, float TargetReturn = 0);
