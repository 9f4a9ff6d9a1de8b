namespace LaMo.Environments.Learning;

/// <summary>Turns actions in [-1, 1], as a squashed Gaussian gives them, into those of a task.</summary>
internal sealed class ActionRange
{
    private readonly float[] _middle;
    private readonly float[] _half;

    /// <exception cref="ArgumentException">The task's actions are not bounded.</exception>
    public ActionRange(IEnvironment environment)
    {
        _middle = [.. environment.ActionLow.Zip(environment.ActionHigh, (low, high) => (low + high) / 2)];
        _half = [.. environment.ActionLow.Zip(environment.ActionHigh, (low, high) => (high - low) / 2)];
        if (!_half.All(float.IsFinite))
            throw new ArgumentException("Soft actor-critic needs actions between bounds.", nameof(environment));
    }

    /// <param name="actions">Any number of actions, one behind the other.</param>
    public void Apply(Span<float> actions)
    {
        for (int i = 0; i < actions.Length; i++)
            actions[i] = _middle[i % _middle.Length] + _half[i % _half.Length] * actions[i];
    }
}
