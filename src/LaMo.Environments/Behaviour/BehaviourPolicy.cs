using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Inference;
using LaMo.Core.Policies;
using LaMo.Core.Serialization;
using LaMo.Environments.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Behaviour;

/// <summary>An actor trained for recording (<see cref="BehaviourTraining"/>): it explores a little, as it did in training, or always takes the action that it thinks best.</summary>
public sealed class BehaviourPolicy : IBatchPolicy, IDisposable
{
    private readonly BehaviourNetwork _actor;
    private readonly ActionRange? _range;
    private readonly bool _deterministic;
    private readonly bool _ownsActor;
    private readonly Dictionary<int, SplitMix64> _random = [];

    internal BehaviourPolicy(BehaviourNetwork actor, IEnvironment environment, bool deterministic, bool ownsActor)
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
        // Of a discrete task the last output is the state's value.
        int outputSize = environment.ActionCount > 0 ? environment.ActionCount + 1 : 2 * environment.ActionSize;
        return new BehaviourPolicy(BehaviourNetwork.Read(file, environment, outputSize), environment, deterministic, ownsActor: true);
    }

    /// <inheritdoc/>
    public void Reset(int slot, float targetReturn, int seed) => _random[slot] = new SplitMix64(seed);

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor output = _actor.forward(Input(observations, slots.Length));
        if (_range is null)
            ActByProbability(output, slots, actions);
        else
            ActByDensity(output, slots, actions, _range);
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

    private Tensor Input(ReadOnlySpan<float> observations, int count)
    {
        int observationSize = observations.Length / count;
        Tensor input = empty(count, _actor.InputSize);
        Span<float> values = Values(input);
        for (int i = 0; i < count; i++)
            _actor.See(observations.Slice(i * observationSize, observationSize).ToArray()).CopyTo(values[(i * _actor.InputSize)..]);
        return input;
    }

    private void ActByProbability(Tensor output, ReadOnlySpan<int> slots, Span<float> actions)
    {
        int count = _actor.OutputSize - 1;
        ReadOnlySpan<float> all = Values(output.narrow(1, 0, count).softmax(1));
        for (int i = 0; i < slots.Length; i++)
        {
            ReadOnlySpan<float> probabilities = all.Slice(i * count, count);
            actions[i] = _deterministic ? DiscreteAction.MostProbable(probabilities) : DiscreteAction.Draw(probabilities, _random[slots[i]]);
        }
    }

    private void ActByDensity(Tensor output, ReadOnlySpan<int> slots, Span<float> actions, ActionRange range)
    {
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
