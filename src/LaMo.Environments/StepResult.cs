namespace LaMo.Environments;

/// <summary>What one step of an <see cref="IEnvironment"/> led to.</summary>
/// <param name="Observation">The observation after the step, <c>[ObservationSize]</c>; the caller owns the array.</param>
/// <param name="Reward">The reward for the action.</param>
/// <param name="Terminated">Whether the task itself ended: a terminal state, no value follows.</param>
/// <param name="Truncated">Whether the time limit cut the episode.</param>
public readonly record struct StepResult(float[] Observation, float Reward, bool Terminated, bool Truncated)
{
    /// <summary>Whether the episode is over, one way or the other.</summary>
    public bool Done => Terminated || Truncated;
}
