using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Policies;
using LaMo.Environments.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Behaviour;

/// <summary>An actor trained by soft actor-critic, for recording: it takes its likeliest actions, or draws them as it did in training.</summary>
public sealed class BehaviourPolicy : IBatchPolicy, IDisposable
{
    private readonly MlpEnsemble _actor;
    private readonly bool _ownsActor;
    private readonly bool _deterministic;
    private readonly Dictionary<int, SplitMix64> _random = [];

    internal BehaviourPolicy(MlpEnsemble actor, bool deterministic, bool ownsActor)
    {
        _actor = actor;
        _deterministic = deterministic;
        _ownsActor = ownsActor;
    }

    private int ActionSize => _actor.OutputSize / 2;

    /// <inheritdoc/>
    public void Reset(int slot, float targetReturn, int seed) => _random[slot] = new SplitMix64(seed);

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor output = _actor.forward(tensor(observations.ToArray(), slots.Length, _actor.InputSize));
        Values(_deterministic ? SquashedGaussian.Mode(output) : SquashedGaussian.Sample(output, Noise(slots)).Actions).CopyTo(actions);
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
