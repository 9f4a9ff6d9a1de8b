using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Inference;
using LaMo.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>
/// Double deep Q-learning (Mnih et al., "Human-level control through deep reinforcement learning", 2015; van Hasselt et al., arXiv 1509.06461): a network gives the
/// value of each discrete action, and a slow copy of it judges the best next one. It explores by a random action now and then.
/// </summary>
internal sealed class DqnAgent : IAgent
{
    /// <summary>The share of random actions at the end of the decline, and in recorded data.</summary>
    public const float LastExploration = 0.05f;

    private const int ExplorationUpdates = 10_000;

    private readonly BehaviourTrainingOptions _options;
    private readonly SplitMix64 _random;
    private readonly AdamDescent _optimizer;
    private readonly MlpEnsemble _target;
    private readonly Tensor _batch;
    private readonly Tensor _polyak;
    private int _updates;

    public DqnAgent(BehaviourTrainingOptions options, IEnvironment environment, SplitMix64 random)
    {
        _options = options;
        _random = random;
        using DisposeScope scope = NewDisposeScope();
        Actor = new MlpEnsemble(1, environment.ObservationSize, options.HiddenSize, environment.ActionCount, random);
        _target = new MlpEnsemble(1, environment.ObservationSize, options.HiddenSize, environment.ActionCount, random);
        _target.load_state_dict(Actor.state_dict());
        _batch = empty(options.BatchSize, ReplayBuffer.WidthFor(environment.ObservationSize, environment.ActionSize));
        _polyak = tensor(options.Polyak);
        foreach (Tensor kept in (IEnumerable<Tensor>)[.. Actor.parameters(), .. _target.parameters(), _batch, _polyak])
            kept.DetachFromDisposeScope();
        _optimizer = new AdamDescent(Actor.parameters(), options.LearningRate);
    }

    public MlpEnsemble Actor { get; }

    /// <summary>The share of random actions.</summary>
    public float Exploration => Math.Max(1 - (1 - LastExploration) * _updates / ExplorationUpdates, LastExploration);

    public void ActAtRandom(Span<float> actions)
    {
        foreach (ref float action in actions)
            action = _random.Next(Actor.OutputSize);
    }

    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        Best(Actor, observations, actions);
        foreach (ref float action in actions)
        {
            if (_random.NextDouble() < Exploration)
                action = _random.Next(Actor.OutputSize);
        }
    }

    public void Translate(Span<float> actions)
    {
    }

    public void Update(ReplayBuffer buffer)
    {
        using DisposeScope scope = NewDisposeScope();
        buffer.Sample(_random, MemoryMarshal.Cast<byte, float>(_batch.bytes));
        Tensor observations = _batch.narrow(1, 0, buffer.ObservationSize);
        Tensor taken = _batch.narrow(1, buffer.ObservationSize, 1).to_type(ScalarType.Int64);
        Tensor next = _batch.narrow(1, buffer.NextObservation, buffer.ObservationSize);
        Tensor rewards = _batch.narrow(1, buffer.Reward, 1);
        Tensor terminals = _batch.narrow(1, buffer.Reward + 1, 1);

        Tensor wanted;
        using (no_grad())
        {
            // The network chooses and its slow copy judges: one that did both would believe its luckiest errors.
            Tensor best = Actor.forward(next)[0].argmax(1, keepdim: true);
            wanted = rewards + _options.Discount * (1 - terminals) * _target.forward(next)[0].gather(1, best);
        }
        _optimizer.Step((Actor.forward(observations)[0].gather(1, taken) - wanted).square().mean());
        using (no_grad())
        {
            foreach ((Tensor target, Tensor parameter) in _target.parameters().Zip(Actor.parameters()))
                target.lerp_(parameter, _polyak);
        }
        _updates++;
    }

    /// <summary>The actions of the highest values.</summary>
    public static void Best(MlpEnsemble network, ReadOnlySpan<float> observations, Span<float> actions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor values = network.forward(tensor(observations.ToArray(), actions.Length, network.InputSize));
        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(values.bytes);
        for (int i = 0; i < actions.Length; i++)
            actions[i] = DiscreteAction.MostProbable(all.Slice(i * network.OutputSize, network.OutputSize));
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_updates);
        writer.Write(_random.State);
        foreach (Tensor tensor in Tensors)
            writer.Write(tensor.bytes);
        _optimizer.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _updates = reader.ReadInt32();
        _random.State = reader.ReadUInt64();
        foreach (Tensor tensor in Tensors)
            reader.BaseStream.ReadExactly(tensor.bytes);
        _optimizer.Load(reader);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in Tensors.Concat([_batch, _polyak]))
            tensor.Dispose();
    }

    private IEnumerable<Tensor> Tensors => [.. Actor.parameters(), .. _target.parameters()];
}
