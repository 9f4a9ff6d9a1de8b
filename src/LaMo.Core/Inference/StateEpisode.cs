using LaMo.Core.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Inference;

/// <summary>What a <see cref="PolicyNetwork"/> sees of an episode that is played: the last K states.</summary>
internal sealed class StateEpisode(PolicyNetworkConfig config)
{
    private readonly StepHistory _history = new(config.ContextLength, config.StateSize, actionSize: 0, capacity: 1);
    private SplitMix64? _random;
    private bool _begins = true;

    /// <param name="random">What discrete actions are drawn by; the most probable is taken if <see langword="null"/>.</param>
    public void Begin(SplitMix64? random)
    {
        _history.Clear();
        _random = random;
        _begins = true;
    }

    /// <summary>Takes an observation and fills a window with the last K.</summary>
    /// <exception cref="ArgumentException">The observation has another size than the network's states, or a value that is not finite.</exception>
    public void See(ReadOnlySpan<float> observation, WindowBatch batch, int window)
    {
        if (observation.Length != config.StateSize)
            throw new ArgumentException($"The observation has {observation.Length} values, expected {config.StateSize}.", nameof(observation));
        foreach (float value in observation)
            if (!float.IsFinite(value))
                throw new ArgumentException($"The observation holds {value}.", nameof(observation));

        _history.Trim();
        int step = _history.Add(_begins, returnToGo: 0, timestep: 0);
        _begins = false;
        observation.CopyTo(_history.State(step));
        _history.FillWindow(step, batch, window);
    }

    /// <summary>Turns what was predicted for the last observation into an action.</summary>
    /// <param name="predicted">The action, or the probabilities of discrete ones.</param>
    /// <param name="action">Where to write the action.</param>
    public void Act(ReadOnlySpan<float> predicted, Span<float> action)
    {
        if (config.IsDiscrete)
            action[0] = _random is null ? DiscreteAction.MostProbable(predicted) : DiscreteAction.Draw(predicted, _random);
        else
            predicted.CopyTo(action);
    }
}
