namespace LaMo.Core.Policies;

/// <summary>A policy used one step at a time: reset, then act and observe in turn until the episode ends.</summary>
public interface IOnlinePolicy
{
    /// <summary>Starts a new episode.</summary>
    /// <param name="targetReturn">The return the policy is asked to reach, in the task's own (unscaled) units; policies that are not conditioned on a return ignore it.</param>
    void Reset(float targetReturn);

    /// <summary>Chooses the action for the current step.</summary>
    /// <param name="observation">The observation as the task gives it, <c>[stateSize]</c>, not standardised.</param>
    /// <returns>The action, <c>[actionSize]</c>; a discrete one is its number, from 0, alone. The caller owns the array.</returns>
    float[] Act(ReadOnlySpan<float> observation);

    /// <summary>Tells the policy the reward that its last action earned, in the task's own units.</summary>
    /// <param name="reward">The reward r_t.</param>
    void Observe(float reward);
}
