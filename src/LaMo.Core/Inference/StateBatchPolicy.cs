using LaMo.Core.Networks;
using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>Runs a <see cref="PolicyNetwork"/> in many episodes side by side, each as <see cref="StatePolicy"/> would, with one forward pass a step for all of them.</summary>
/// <param name="network">The trained network, borrowed.</param>
/// <param name="samples">Whether discrete actions are drawn from their probabilities, by the episode's seed; else the most probable is taken.</param>
public sealed class StateBatchPolicy(PolicyNetwork network, bool samples = false) : IBatchPolicy
{
    private readonly List<StateEpisode> _episodes = [];

    /// <inheritdoc/>
    public void Reset(int slot, float targetReturn, int seed)
    {
        while (_episodes.Count <= slot)
            _episodes.Add(new StateEpisode(network.Config));
        _episodes[slot].Begin(samples ? new SplitMix64(seed) : null);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An observation has another size than the network's states, or a value that is not finite.</exception>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        var windows = new WindowBatch(slots.Length, network.Config.ContextLength, network.Config.StateSize, actionSize: 0);
        int observationSize = observations.Length / slots.Length, actionSize = actions.Length / slots.Length;
        for (int i = 0; i < slots.Length; i++)
            _episodes[slots[i]].See(observations.Slice(i * observationSize, observationSize), windows, i);
        ReadOnlySpan<float> predicted = network.Predict(windows.States).Actions;
        int predictedSize = predicted.Length / slots.Length;
        for (int i = 0; i < slots.Length; i++)
            _episodes[slots[i]].Act(predicted.Slice(i * predictedSize, predictedSize), actions.Slice(i * actionSize, actionSize));
    }

    /// <inheritdoc/>
    public void Observe(int slot, float reward)
    {
    }
}
