using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Policies;
using LaMo.Core.Serialization;
using LaMo.Environments.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Behaviour;

/// <summary>An actor trained for recording (<see cref="BehaviourTraining"/>): it explores a little, as it did in training, or always takes the action that it thinks best.</summary>
public sealed class BehaviourPolicy : IBatchPolicy, IDisposable
{
    private readonly MlpEnsemble _actor;
    private readonly ActionRange? _range;
    private readonly bool _deterministic;
    private readonly bool _ownsActor;
    private readonly Dictionary<int, SplitMix64> _random = [];

    internal BehaviourPolicy(MlpEnsemble actor, IEnvironment environment, bool deterministic, bool ownsActor)
    {
        _actor = actor;
        _range = environment.ActionCount > 0 ? null : new ActionRange(environment);
        _deterministic = deterministic;
        _ownsActor = ownsActor;
    }

    /// <summary>Reads an actor that a <see cref="BehaviourTraining"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The task, which is only asked for its sizes.</param>
    /// <param name="deterministic">Whether always to take the action that it thinks best. The default is to explore.</param>
    /// <returns>The policy; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else; the message names it.</exception>
    public static BehaviourPolicy Load(string path, IEnvironment environment, bool deterministic = false)
    {
        using DisposeScope scope = NewDisposeScope();
        using TensorFile file = TensorFile.Open(path);
        MlpEnsemble actor = MlpEnsemble.Read(file);
        int outputSize = environment.ActionCount > 0 ? environment.ActionCount : 2 * environment.ActionSize;
        if ((actor.Count, actor.InputSize, actor.OutputSize) != (1, environment.ObservationSize, outputSize))
            throw new InvalidDataException($"{path} is no actor for the task: it has {actor.Count} network(s) with {actor.InputSize} inputs and {actor.OutputSize} outputs.");
        foreach (Tensor parameter in actor.parameters())
            parameter.DetachFromDisposeScope();
        return new BehaviourPolicy(actor, environment, deterministic, ownsActor: true);
    }

    /// <inheritdoc/>
    public void Reset(int slot, float targetReturn, int seed) => _random[slot] = new SplitMix64(seed);

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        if (_range is null)
            ActByValue(slots, observations, actions);
        else
            ActByDistribution(slots, observations, actions, _range);
    }

    /// <inheritdoc/>
    public void Observe(int slot, float reward)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsActor)
            _actor.Dispose();
    }

    private void ActByValue(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        DqnAgent.Best(_actor, observations, actions);
        for (int i = 0; !_deterministic && i < slots.Length; i++)
        {
            if (_random[slots[i]].NextDouble() < DqnAgent.LastExploration)
                actions[i] = _random[slots[i]].Next(_actor.OutputSize);
        }
    }

    private void ActByDistribution(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions, ActionRange range)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor output = _actor.forward(tensor(observations.ToArray(), slots.Length, _actor.InputSize));
        Values(_deterministic ? SquashedGaussian.Mode(output) : SquashedGaussian.Sample(output, Noise(slots)).Actions).CopyTo(actions);
        range.Apply(actions);
    }

    private Tensor Noise(ReadOnlySpan<int> slots)
    {
        int actionSize = _actor.OutputSize / 2;
        Tensor noise = empty(slots.Length, actionSize);
        Span<float> values = Values(noise);
        for (int i = 0; i < slots.Length; i++)
            _random[slots[i]].NextGaussians(values.Slice(i * actionSize, actionSize));
        return noise;
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
