using LaMo.Core.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>What a decision transformer sees of an episode that is played: the last K steps, and the return still to be reached.</summary>
internal sealed class DecisionTransformerEpisode
{
    private readonly DecisionTransformerConfig _config;
    private readonly float _returnScale;
    private readonly float _discount;
    private readonly StepHistory _history;
    private SplitMix64? _random;
    private float _returnToGo = float.NaN;
    private int _timestep;

    public DecisionTransformerEpisode(DecisionTransformerConfig config, float returnScale, float discount)
    {
        _config = config;
        _returnScale = returnScale;
        _discount = discount;
        _history = new StepHistory(config.ContextLength, config.StateSize, config.ActionSize, capacity: 1);
    }

    /// <summary>A batch to predict from. Padded actions are zeros, as in Decision Transformer's evaluation code, not what they are in training.</summary>
    public static WindowBatch NewBatch(DecisionTransformerConfig config, int episodes) => new(episodes, config.ContextLength, config.StateSize, config.ActionSize, paddedAction: 0);

    /// <param name="targetReturn">The return to reach.</param>
    /// <param name="random">What discrete actions are drawn by; the most probable is taken if <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not finite.</exception>
    public void Begin(float targetReturn, SplitMix64? random)
    {
        if (!float.IsFinite(targetReturn))
            throw new ArgumentOutOfRangeException(nameof(targetReturn), targetReturn, "The target return must be finite.");
        _history.Clear();
        _random = random;
        _returnToGo = targetReturn / _returnScale;
        _timestep = 0;
    }

    /// <summary>Takes an observation and fills a window with the last K steps, the current one with an action of zeros.</summary>
    /// <exception cref="ArgumentException">The observation has another size than the network's states, or a value that is not finite.</exception>
    /// <exception cref="InvalidOperationException">The episode has not begun.</exception>
    public void See(ReadOnlySpan<float> observation, WindowBatch batch, int window)
    {
        if (float.IsNaN(_returnToGo))
            throw new InvalidOperationException("Reset the policy with a target return before it acts.");
        if (observation.Length != _config.StateSize)
            throw new ArgumentException($"The observation has {observation.Length} values, expected {_config.StateSize}.", nameof(observation));
        foreach (float value in observation)
            if (!float.IsFinite(value))
                throw new ArgumentException($"The observation at timestep {_timestep} holds {value}.", nameof(observation));

        _history.Trim();
        int step = _history.Add(_timestep == 0, _returnToGo, _timestep);
        observation.CopyTo(_history.State(step));
        _history.Action(step).Clear();
        _history.FillWindow(step, batch, window);
        _timestep++;
    }

    /// <summary>Takes the action that was predicted for the last observation.</summary>
    /// <param name="predicted">The action, or the probabilities of discrete ones.</param>
    /// <returns>The action, which stays valid until the next observation.</returns>
    public ReadOnlySpan<float> Act(ReadOnlySpan<float> predicted)
    {
        Span<float> action = _history.Action(_history.Count - 1);
        if (_config.ActionCount > 0)
            action[0] = _random is null ? DiscreteAction.MostProbable(predicted) : DiscreteAction.Draw(predicted, _random);
        else
            predicted.CopyTo(action);
        return action;
    }

    /// <summary>Lowers the return still to be reached by a reward.</summary>
    public void Observe(float reward) => _returnToGo = (_returnToGo - reward / _returnScale) / _discount;
}
