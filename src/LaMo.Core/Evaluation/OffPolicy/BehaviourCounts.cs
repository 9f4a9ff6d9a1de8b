using System.Runtime.InteropServices;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Estimates with what probability logged discrete actions were chosen by their frequencies in equal states.</summary>
internal static class BehaviourCounts
{
    // A frequency of fewer occurrences says little.
    private const int StepsPerState = 10;

    /// <summary>ln b(a_t | s_t) of all steps; <see langword="null"/> if states occur fewer than 10 times on average.</summary>
    public static double[]? Estimate(OffPolicyData data)
    {
        int steps = data.Episodes.StepCount;
        var numbers = new Dictionary<int, int>(new EqualStates(data));
        int[] states = new int[steps];
        for (int step = 0; step < steps; step++)
        {
            states[step] = numbers.TryGetValue(step, out int number) ? number : numbers[step] = numbers.Count;
            if ((long)numbers.Count * StepsPerState > steps)
                return null;
        }

        double[] visits = new double[numbers.Count], choices = new double[numbers.Count * data.ActionSize];
        for (int step = 0; step < steps; step++)
        {
            visits[states[step]]++;
            choices[Choice(step)]++;
        }
        return [.. Enumerable.Range(0, steps).Select(step => Math.Log(choices[Choice(step)] / visits[states[step]]))];

        int Choice(int step) => states[step] * data.ActionSize + data.Action(step).IndexOf(1f);
    }

    /// <summary>Steps are equal if their states are.</summary>
    private sealed class EqualStates(OffPolicyData data) : IEqualityComparer<int>
    {
        public bool Equals(int step, int other) => data.State(step).SequenceEqual(data.State(other));

        public int GetHashCode(int step)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(data.State(step)));
            return hash.ToHashCode();
        }
    }
}
