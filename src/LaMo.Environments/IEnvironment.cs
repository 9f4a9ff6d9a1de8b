using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;

namespace LaMo.Environments;

/// <summary>A task in the terms of Gymnasium (https://gymnasium.farama.org/api/env/). <see cref="EpisodicTask"/> does what tasks have in common.</summary>
public interface IEnvironment : IDisposable
{
    /// <summary>The length of an observation.</summary>
    int ObservationSize { get; }

    /// <summary>The shape of an observation that is an image, whose values are bytes from 0 to 255; <see langword="null"/>, the default, if it is none.</summary>
    ImageShape? Image => null;

    /// <summary>The length of an action; 1 where actions are discrete.</summary>
    int ActionSize { get; }

    /// <summary>The number of discrete actions, each of which is given by its number from 0; 0, the default, where actions are continuous.</summary>
    int ActionCount => 0;

    /// <summary>The time limit: an episode that has not ended by itself is cut after this many steps.</summary>
    int MaxEpisodeSteps { get; }

    /// <summary>The lowest action that has its full effect, <c>[ActionSize]</c>.</summary>
    IReadOnlyList<float> ActionLow { get; }

    /// <summary>The highest action that has its full effect, <c>[ActionSize]</c>.</summary>
    IReadOnlyList<float> ActionHigh { get; }

    /// <summary>The settings and reference scores with which results on this task are reported.</summary>
    EvaluationProtocol Protocol { get; }

    /// <summary>Starts an episode.</summary>
    /// <param name="seed">Decides the whole initial state: equal seeds give equal episodes under equal actions.</param>
    /// <returns>The first observation, <c>[ObservationSize]</c>; the caller owns the array.</returns>
    float[] Reset(int seed);

    /// <summary>Takes one step.</summary>
    /// <param name="action">The action, <c>[ActionSize]</c>; values beyond <see cref="ActionLow"/> and <see cref="ActionHigh"/> act like the nearest bound. A discrete one is its number, alone.</param>
    /// <returns>What the action led to.</returns>
    /// <exception cref="ArgumentException">The action has a wrong length a value that is not finite, or is no number of a discrete action.</exception>
    /// <exception cref="InvalidOperationException">No episode is under way: <see cref="Reset"/> was not called, or the last step ended the episode.</exception>
    StepResult Step(ReadOnlySpan<float> action);
}
