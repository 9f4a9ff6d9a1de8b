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
    private readonly StepHistory _history = new(predictor.Config.ContextLength, predictor.Config.StateSize, predictor.Config.ActionSize, capacity: 1);
    private float _returnToGo = float.NaN;
    private int _timestep;

    /// <summary>
    /// What the last action was predicted from: the last K steps, the current one with an action of zeros. Padded actions are zeros too, as in Decision
    /// Transformer's evaluation code, not what they are in training.
    /// </summary>
    public WindowBatch Input { get; } = new(1, predictor.Config.ContextLength, predictor.Config.StateSize, predictor.Config.ActionSize, paddedAction: 0);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The target is not finite.</exception>
    public void Reset(float targetReturn)
    {
        if (!float.IsFinite(targetReturn))
            throw new ArgumentOutOfRangeException(nameof(targetReturn), targetReturn, "The target return must be finite.");
        _history.Clear();
        _returnToGo = targetReturn / returnScale;
        _timestep = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The observation has another size than the network's states, or a value that is not finite.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Reset"/> was not called.</exception>
    public float[] Act(ReadOnlySpan<float> observation)
    {
        if (float.IsNaN(_returnToGo))
            throw new InvalidOperationException("Reset the policy with a target return before it acts.");
        if (observation.Length != predictor.Config.StateSize)
            throw new ArgumentException($"The observation has {observation.Length} values, expected {predictor.Config.StateSize}.", nameof(observation));
        foreach (float value in observation)
            if (!float.IsFinite(value))
                throw new ArgumentException($"The observation at timestep {_timestep} holds {value}.", nameof(observation));

        _history.Trim();
        int step = _history.Add(_timestep == 0, _returnToGo, _timestep);
        observation.CopyTo(_history.State(step));
        _history.Action(step).Clear();
        _history.FillWindow(step, Input, 0);
        float[] action = predictor.Predict(Input);
        if (predictor.Config.ActionCount > 0)
            action = [_random is null ? DiscreteAction.MostProbable(action) : DiscreteAction.Draw(action, _random)];
        action.CopyTo(_history.Action(step));
        _timestep++;
        return action;
    }

    /// <inheritdoc/>
    public void Observe(float reward) => _returnToGo = (_returnToGo - reward / returnScale) / discount;
}
