using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>
/// Runs a decision transformer one step at a time: it acts on the last K steps and the return still to be reached, which each observed reward lowers
/// (Decision Transformer, arXiv 2106.01345, algorithm 1). Not thread-safe; use one object per running episode.
/// </summary>
/// <param name="predictor">The trained network, borrowed.</param>
/// <param name="returnScale">What returns were divided by in training.</param>
/// <param name="discount">The discount of the returns-to-go in training.</param>
/// <param name="samplingSeed">What discrete actions are drawn by from their probabilities; the most probable is taken if <see langword="null"/>, as in LaMo's Atari evaluation.</param>
public sealed class DecisionTransformerPolicy(ActionPredictor predictor, float returnScale, float discount = 1f, int? samplingSeed = null) : IOnlinePolicy
{
    private readonly SplitMix64? _random = samplingSeed is int seed ? new SplitMix64(seed) : null;
    private readonly DecisionTransformerEpisode _episode = new(predictor.Config, returnScale, discount);

    /// <summary>What the last action was predicted from: the last K steps, the current one with an action of zeros, after padding with zeros.</summary>
    public WindowBatch Input { get; } = DecisionTransformerEpisode.NewBatch(predictor.Config, episodes: 1);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The target is not finite.</exception>
    public void Reset(float targetReturn) => _episode.Begin(targetReturn, _random);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The observation has another size than the network's states, or a value that is not finite.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Reset"/> was not called.</exception>
    public float[] Act(ReadOnlySpan<float> observation)
    {
        _episode.See(observation, Input, 0);
        return [.. _episode.Act(predictor.Predict(Input))];
    }

    /// <inheritdoc/>
    public void Observe(float reward) => _episode.Observe(reward);
}
