using LaMo.Core;
using LaMo.Core.Policies;

namespace LaMo.Environments.Policies;

/// <summary>Draws actions evenly from their range, or a discrete one with equal chances.</summary>
public sealed class RandomPolicy : IBatchPolicy
{
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly int _actionCount;
    private readonly Dictionary<int, SplitMix64> _random = [];

    /// <summary>Creates the policy of a task.</summary>
    /// <param name="environment">The task, which is only asked for its actions.</param>
    public RandomPolicy(IEnvironment environment)
    {
        _low = [.. environment.ActionLow];
        _high = [.. environment.ActionHigh];
        _actionCount = environment.ActionCount;
    }

    /// <inheritdoc/>
    public void Reset(int slot, float targetReturn, int seed) => _random[slot] = new SplitMix64(seed);

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            int component = i % _low.Length;
            SplitMix64 random = _random[slots[i / _low.Length]];
            actions[i] = _actionCount > 0 ? random.Next(_actionCount) : (float)(_low[component] + (_high[component] - _low[component]) * random.NextDouble());
        }
    }

    /// <inheritdoc/>
    public void Observe(int slot, float reward)
    {
    }
}
