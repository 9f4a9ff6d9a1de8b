using LaMo.Core.Policies;

namespace LaMo.Environments.Policies;

/// <summary>A baseline that always acts with zeros; what it earns, a task gives away.</summary>
/// <param name="actionSize">The length of an action.</param>
public sealed class DoNothingPolicy(int actionSize) : IOnlinePolicy
{
    /// <inheritdoc/>
    public void Reset(float targetReturn)
    {
    }

    /// <inheritdoc/>
    public float[] Act(ReadOnlySpan<float> observation) => new float[actionSize];

    /// <inheritdoc/>
    public void Observe(float reward)
    {
    }
}
