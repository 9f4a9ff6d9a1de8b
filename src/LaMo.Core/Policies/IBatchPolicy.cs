namespace LaMo.Core.Policies;

/// <summary>A policy that plays many episodes side by side, each in a slot of its own, and evaluates its network once a step for all of them.</summary>
public interface IBatchPolicy
{
    /// <summary>Starts a new episode in a slot.</summary>
    /// <param name="slot">The slot, from 0; whatever was played there is over.</param>
    /// <param name="targetReturn">The return that the policy is asked to reach, in the task's own units; policies that are not conditioned on a return ignore it.</param>
    /// <param name="seed">Decides all the chance in the policy's choices in this episode.</param>
    void Reset(int slot, float targetReturn, int seed);

    /// <summary>Chooses the next action of each episode that goes on.</summary>
    /// <param name="slots">The episodes' slots, in ascending order.</param>
    /// <param name="observations">Their observations as the task gives them, <c>[slots, stateSize]</c>.</param>
    /// <param name="actions">Where to write their actions, <c>[slots, actionSize]</c>.</param>
    void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions);

    /// <summary>Tells the reward that the last action in a slot earned, in the task's own units.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="reward">The reward r_t.</param>
    void Observe(int slot, float reward);
}
