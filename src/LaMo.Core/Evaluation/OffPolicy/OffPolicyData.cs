namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Logged episodes together with what the policy to be judged would do in their states.</summary>
public sealed record OffPolicyData
{
    /// <summary>The episodes' lengths, ends, rewards and discount.</summary>
    public required LoggedEpisodes Episodes { get; init; }

    /// <summary>The number of values of a state.</summary>
    public required int StateSize { get; init; }

    /// <summary>The states, <c>[step, stateSize]</c>.</summary>
    public required float[] States { get; init; }

    /// <summary>Whether actions are discrete.</summary>
    public required bool IsDiscrete { get; init; }

    /// <summary>The number of values of a continuous action, or the number of discrete actions.</summary>
    public required int ActionSize { get; init; }

    /// <summary>The logged actions, <c>[step, actionSize]</c>; a discrete one is 1 at its index and 0 elsewhere.</summary>
    public required float[] Actions { get; init; }

    /// <summary>The policy's actions in the logged states, <c>[step, actionSize]</c>: the action, or its mean; the probabilities if actions are discrete.</summary>
    public required float[] PolicyActions { get; init; }

    /// <summary>The standard deviation of the policy's continuous action in each dimension, which is then Gaussian; <see langword="null"/> if it is deterministic.</summary>
    public float? PolicyStandardDeviation { get; init; }

    /// <summary>ln b(a_t | s_t), the logarithm of the probability, or density, with which the logged action was chosen; NaN where it was not logged. <see langword="null"/> if it was nowhere.</summary>
    public double[]? BehaviourLogProbabilities { get; init; }

    /// <summary>ln pi(a_t | s_t) of the logged actions; <see langword="null"/> if the policy is deterministic and has no density.</summary>
    internal double[]? PolicyLogProbabilities()
    {
        if (!IsDiscrete && PolicyStandardDeviation is null)
            return null;
        float[] deviations = new float[ActionSize];
        Array.Fill(deviations, PolicyStandardDeviation.GetValueOrDefault());
        double[] values = new double[Episodes.StepCount];
        for (int step = 0; step < values.Length; step++)
            values[step] = IsDiscrete
                ? LogProbability.Discrete(Row(Actions, step), Row(PolicyActions, step))
                : LogProbability.Gaussian(Row(Actions, step), Row(PolicyActions, step), deviations);
        return values;
    }

    internal ReadOnlySpan<float> State(int step) => States.AsSpan(step * StateSize, StateSize);

    internal ReadOnlySpan<float> Action(int step) => Row(Actions, step);

    internal ReadOnlySpan<float> PolicyAction(int step) => Row(PolicyActions, step);

    private ReadOnlySpan<float> Row(float[] values, int step) => values.AsSpan(step * ActionSize, ActionSize);
}
