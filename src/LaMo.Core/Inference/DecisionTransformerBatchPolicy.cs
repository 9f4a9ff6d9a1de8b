using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>Runs a decision transformer in many episodes side by side, each as <see cref="DecisionTransformerPolicy"/> would, with one forward pass a step for all of them.</summary>
/// <param name="predictor">The trained network, borrowed.</param>
/// <param name="returnScale">What returns were divided by in training.</param>
/// <param name="discount">The discount of the returns-to-go in training.</param>
/// <param name="samples">Whether discrete actions are drawn from their probabilities, by the episode's seed; else the most probable is taken.</param>
public sealed class DecisionTransformerBatchPolicy(ActionPredictor predictor, float returnScale, float discount = 1f, bool samples = false) : IBatchPolicy
{
    private readonly List<DecisionTransformerEpisode> _episodes = [];
    private WindowBatch? _input;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The target is not finite.</exception>
    public void Reset(int slot, float targetReturn, int seed)
    {
        while (_episodes.Count <= slot)
            _episodes.Add(new DecisionTransformerEpisode(predictor.Config, returnScale, discount));
        _episodes[slot].Begin(targetReturn, samples ? new SplitMix64(seed) : null);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An observation has another size than the network's states, or a value that is not finite.</exception>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        if (_input?.Size != slots.Length)
            _input = DecisionTransformerEpisode.NewBatch(predictor.Config, slots.Length);
        int observationSize = observations.Length / slots.Length, actionSize = actions.Length / slots.Length;
        for (int i = 0; i < slots.Length; i++)
            _episodes[slots[i]].See(observations.Slice(i * observationSize, observationSize), _input, i);
        ReadOnlySpan<float> predicted = predictor.Predict(_input);
        int predictedSize = predicted.Length / slots.Length;
        for (int i = 0; i < slots.Length; i++)
            _episodes[slots[i]].Act(predicted.Slice(i * predictedSize, predictedSize)).CopyTo(actions[(i * actionSize)..]);
    }

    /// <inheritdoc/>
    public void Observe(int slot, float reward) => _episodes[slot].Observe(reward);
}
