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
    private readonly StateEpisode _episode = new(network.Config);
    private readonly WindowBatch _window = new(1, network.Config.ContextLength, network.Config.StateSize, actionSize: 0);

    /// <inheritdoc/>
    public void Reset(float targetReturn) => _episode.Begin(_random);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The observation has another size than the network's states, or a value that is not finite.</exception>
    public float[] Act(ReadOnlySpan<float> observation)
    {
        _episode.See(observation, _window, 0);
        float[] predicted = network.Predict(_window.States).Actions;
        var action = new float[network.Config.IsDiscrete ? 1 : predicted.Length];
        _episode.Act(predicted, action);
        return action;
    }

    /// <inheritdoc/>
    public void Observe(float reward)
    {
    }
}
