using LaMo.Cli.Invocation;
using LaMo.Core.Policies;

namespace LaMo.Cli.Evaluate;

/// <summary>A policy whose playing is shown as it goes and can be interrupted.</summary>
/// <param name="policy">The policy.</param>
/// <param name="progress">Told how many steps were played.</param>
/// <param name="cancellation">Ends playing by an <see cref="OperationCanceledException"/>.</param>
internal sealed class WatchedPolicy(IBatchPolicy policy, IProgress<WorkProgress> progress, CancellationToken cancellation) : IBatchPolicy
{
    private long _steps;

    public void Reset(int slot, float targetReturn, int seed) => policy.Reset(slot, targetReturn, seed);

    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        cancellation.ThrowIfCancellationRequested();
        policy.Act(slots, observations, actions);
        _steps += slots.Length;
        progress.Report(new WorkProgress(_steps, 0, FormattableString.Invariant($"{_steps} steps played")));
    }

    public void Observe(int slot, float reward) => policy.Observe(slot, reward);
}
