using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Policies;
using LaMo.Core.Serialization;
using LaMo.Environments.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Behaviour;

/// <summary>An actor trained by soft actor-critic, for recording: it draws its actions as it did in training, or always takes the likeliest.</summary>
public sealed class BehaviourPolicy : IBatchPolicy, IDisposable
{
    private readonly MlpEnsemble _actor;
    private readonly ActionRange _range;
    private readonly bool _deterministic;
    private readonly bool _ownsActor;
    private readonly Dictionary<int, SplitMix64> _random = [];

    internal BehaviourPolicy(MlpEnsemble actor, ActionRange range, bool deterministic, bool ownsActor)
    {
        _actor = actor;
        _range = range;
        _deterministic = deterministic;
        _ownsActor = ownsActor;
    }

    private int ActionSize => _actor.OutputSize / 2;

    /// <summary>Reads an actor that a <see cref="SacTraining"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The task, which is only asked for its sizes.</param>
    /// <param name="deterministic">Whether to take the likeliest actions. The default is to draw them.</param>
    /// <returns>The policy; the caller disposes it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else; the message names it.</exception>
    public static BehaviourPolicy Load(string path, IEnvironment environment, bool deterministic = false)
    {
        using DisposeScope scope = NewDisposeScope();
        using TensorFile file = TensorFile.Open(path);
        MlpEnsemble actor = MlpEnsemble.Read(file);
        if ((actor.Count, actor.InputSize, actor.OutputSize) != (1, environment.ObservationSize, 2 * environment.ActionSize))
            throw new InvalidDataException($"{path} is no actor for the task: it has {actor.Count} network(s) with {actor.InputSize} inputs and {actor.OutputSize} outputs.");
        foreach (Tensor parameter in actor.parameters())
            parameter.DetachFromDisposeScope();
        return new BehaviourPolicy(actor, new ActionRange(environment), deterministic, ownsActor: true);
    }

    /// <inheritdoc/>
    public void Reset(int slot, float targetReturn, int seed) => _random[slot] = new SplitMix64(seed);

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor output = _actor.forward(tensor(observations.ToArray(), slots.Length, _actor.InputSize));
        Values(_deterministic ? SquashedGaussian.Mode(output) : SquashedGaussian.Sample(output, Noise(slots)).Actions).CopyTo(actions);
        _range.Apply(actions);
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

    private Tensor Noise(ReadOnlySpan<int> slots)
    {
        Tensor noise = empty(slots.Length, ActionSize);
        Span<float> values = Values(noise);
        for (int i = 0; i < slots.Length; i++)
            _random[slots[i]].NextGaussians(values.Slice(i * ActionSize, ActionSize));
        return noise;
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
