using LaMo.Core.Policies;

namespace LaMo.Cli.Benchmark;

/// <summary>A policy in a task whose rewards all come at an episode's end: until then the return that is asked for stays as it is.</summary>
internal sealed class DelayedRewardPolicy(IBatchPolicy policy) : IBatchPolicy
{
    public void Reset(int slot, float targetReturn, int seed) => policy.Reset(slot, targetReturn, seed);

    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions) => policy.Act(slots, observations, actions);

    public void Observe(int slot, float reward) => policy.Observe(slot, 0);
}
