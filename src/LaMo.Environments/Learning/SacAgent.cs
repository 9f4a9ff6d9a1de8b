using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>
/// Soft actor-critic's networks and their gradient steps: twin critics with slow targets, a squashed Gaussian actor, and a temperature that keeps the actor's
/// entropy at minus the number of action values (Haarnoja et al., "Soft actor-critic algorithms and applications", arXiv 1812.05905, sections 5 and 6).
/// </summary>
internal sealed class SacAgent : IAgent
{
    private readonly BehaviourTrainingOptions _options;
    private readonly SplitMix64 _random;
    private readonly AdamDescent _actorOptimizer;
    private readonly AdamDescent _criticOptimizer;
    private readonly AdamDescent _temperatureOptimizer;
    private readonly Mlp _critics;
    private readonly TargetNetwork _targets;
    private readonly Parameter _logTemperature;
    private readonly Tensor _batch;
    private readonly Tensor _noise;
    private readonly ActionRange _range;
    private int _updates;

    /// <exception cref="ArgumentException">The task's actions are not bounded.</exception>
    public SacAgent(BehaviourTrainingOptions options, IEnvironment environment, SplitMix64 random)
    {
        _options = options;
        _random = random;
        _range = new ActionRange(environment);
        int observationSize = environment.ObservationSize, actionSize = environment.ActionSize;
        Buffer = new ReplayBuffer(options.BufferCapacity, observationSize, actionSize);
        using DisposeScope scope = NewDisposeScope();
        Actor = new BehaviourNetwork(environment, [options.HiddenSize, options.HiddenSize], 2 * actionSize, random);
        _critics = new Mlp(2, observationSize + actionSize, [options.HiddenSize, options.HiddenSize], 1, random);
        _targets = new TargetNetwork(_critics, _critics.Clone(), options.Polyak);
        _logTemperature = nn.Parameter(zeros(1));
        _batch = empty(options.BatchSize, Buffer.Width);
        _noise = empty(options.BatchSize, actionSize);
        foreach (Tensor kept in (Tensor[])[_logTemperature, _batch, _noise])
            kept.DetachFromDisposeScope();
        _actorOptimizer = new AdamDescent(Actor.parameters(), options.LearningRate);
        _criticOptimizer = new AdamDescent(_critics.parameters(), options.LearningRate);
        _temperatureOptimizer = new AdamDescent([_logTemperature], options.LearningRate);
    }

    public BehaviourNetwork Actor { get; }

    public ReplayBuffer Buffer { get; }

    /// <summary>The temperature, the weight of the entropy.</summary>
    public float Exploration => MathF.Exp(_logTemperature.item<float>());

    public int Update()
    {
        int before = _updates;
        while (_updates < (Buffer.Added - _options.RandomSteps) / _options.StepsPerUpdate)
            TakeStep();
        return _updates - before;
    }

    private void TakeStep()
    {
        using DisposeScope scope = NewDisposeScope();
        Buffer.Sample(_random, Values(_batch));
        Tensor observations = _batch.narrow(1, 0, Buffer.ObservationSize);
        Tensor taken = _batch.narrow(1, 0, Buffer.NextObservation); // [batch, observation + action]
        Tensor next = _batch.narrow(1, Buffer.NextObservation, Buffer.ObservationSize);
        Tensor rewards = _batch.narrow(1, Buffer.Reward, 1);
        Tensor terminals = _batch.narrow(1, Buffer.Reward + 1, 1);

        float temperature = Exploration;
        Tensor wanted;
        using (no_grad())
        {
            (Tensor actions, Tensor logDensities) = Sample(next);
            Tensor value = Lower(_targets.Network.forward(cat([next, actions], 1))) - temperature * logDensities;
            wanted = rewards + _options.Discount * (1 - terminals) * value;
        }
        Tensor errors = _critics.forward(taken) - wanted;
        _criticOptimizer.Step(errors.square().sum() * (0.5 / _options.BatchSize));
        _targets.Follow();

        if (++_updates % _options.UpdatesPerActorUpdate == 0)
        {
            (Tensor actions, Tensor logDensities) = Sample(observations);
            Tensor value = Lower(_critics.forward(cat([observations, actions], 1)));
            _actorOptimizer.Step((temperature * logDensities - value).mean());
            float excess = logDensities.mean().item<float>() - Buffer.ActionSize;
            _temperatureOptimizer.Step((-excess * _logTemperature).sum());
        }

        (Tensor Actions, Tensor LogDensities) Sample(Tensor states)
        {
            _random.NextGaussians(Values(_noise));
            return SquashedGaussian.Sample(Actor.forward(states), _noise);
        }
    }

    public void Translate(Span<float> actions) => _range.Apply(actions);

    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        if (Buffer.Added < _options.RandomSteps)
        {
            foreach (ref float action in actions)
                action = (float)(2 * _random.NextDouble() - 1);
            return;
        }
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        int count = observations.Length / Actor.InputSize;
        Tensor noise = empty(count, Actor.OutputSize / 2);
        _random.NextGaussians(Values(noise));
        Tensor output = Actor.forward(tensor(observations.ToArray(), count, Actor.InputSize));
        Values(SquashedGaussian.Sample(output, noise).Actions).CopyTo(actions);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_updates);
        writer.Write(_random.State);
        foreach (Tensor tensor in Tensors)
            writer.Write(tensor.bytes);
        foreach (AdamDescent optimizer in Optimizers)
            optimizer.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _updates = reader.ReadInt32();
        _random.State = reader.ReadUInt64();
        foreach (Tensor tensor in Tensors)
            reader.BaseStream.ReadExactly(tensor.bytes);
        foreach (AdamDescent optimizer in Optimizers)
            optimizer.Load(reader);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in Tensors.Concat([_batch, _noise]))
            tensor.Dispose();
    }

    private IEnumerable<Tensor> Tensors => [.. Actor.parameters(), .. _critics.parameters(), .. _targets.Network.parameters(), _logTemperature];

    private IEnumerable<AdamDescent> Optimizers => [_actorOptimizer, _criticOptimizer, _temperatureOptimizer];

    /// <summary>The lower of the twins' values, <c>[batch, 1]</c>: each alone would learn to believe in its own mistakes.</summary>
    private static Tensor Lower(Tensor values) => values[0].minimum(values[1]);

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
