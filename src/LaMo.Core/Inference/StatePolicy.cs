using LaMo.Core.Networks;
using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>Runs a <see cref="PolicyNetwork"/> one step at a time. It asks for no return. Not thread-safe; use one object per running episode.</summary>
/// <param name="network">The trained network, borrowed.</param>
/// <param name="samplingSeed">What discrete actions are drawn by from their probabilities; the most probable action is taken if <see langword="null"/>.</param>
public sealed class StatePolicy(PolicyNetwork network, int? samplingSeed = null) : IOnlinePolicy
{
    private readonly SplitMix64? _random = samplingSeed is int seed ? new SplitMix64(seed) : null;
    private readonly StepHistory _history = new(network.Config.ContextLength, network.Config.StateSize, actionSize: 0, capacity: 1);
    private readonly WindowBatch _window = new(1, network.Config.ContextLength, network.Config.StateSize, actionSize: 0);
    private bool _begins = true;

    /// <inheritdoc/>
    public void Reset(float targetReturn)
    {
        _history.Clear();
        _begins = true;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The observation has another size than the network's states, or a value that is not finite.</exception>
    public float[] Act(ReadOnlySpan<float> observation)
    {
        if (observation.Length != network.Config.StateSize)
            throw new ArgumentException($"The observation has {observation.Length} values, expected {network.Config.StateSize}.", nameof(observation));
        foreach (float value in observation)
            if (!float.IsFinite(value))
                throw new ArgumentException($"The observation holds {value}.", nameof(observation));

        _history.Trim();
        int step = _history.Add(_begins, returnToGo: 0, timestep: 0);
        _begins = false;
        observation.CopyTo(_history.State(step));
        _history.FillWindow(step, _window, 0);
        float[] actions = network.Predict(_window.States).Actions;
        if (!network.Config.IsDiscrete)
            return actions;
        return [_random is null ? DiscreteAction.MostProbable(actions) : DiscreteAction.Draw(actions, _random)];
    }

    /// <inheritdoc/>
    public void Observe(float reward)
    {
    }
}
