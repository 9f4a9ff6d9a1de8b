using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>The networks and optimisers of an algorithm in training. Disposing it leaves the policy, which is the result.</summary>
/// <param name="random">Where its noise comes from.</param>
/// <param name="metrics">What <see cref="TakeStep"/> measures, the loss that progress is judged by first.</param>
internal abstract class PolicyLearner(SplitMix64 random, params string[] metrics) : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly List<AdamDescent> _optimizers = [];

    /// <summary>What each step measures.</summary>
    public IReadOnlyList<string> Metrics { get; } = metrics;

    /// <summary>The measurements since they were last set to 0, added up.</summary>
    public double[] MetricSums { get; } = new double[metrics.Length];

    /// <summary>The policy that is learnt.</summary>
    public abstract PolicyNetwork Policy { get; }

    /// <summary>Whether it learns from transitions, with rewards and next states, or from single steps.</summary>
    public virtual bool LearnsFromTransitions => true;

    /// <summary>The tensors that later steps depend on by name: weights, those of target networks too.</summary>
    public Dictionary<string, Tensor> State { get; } = [];

    /// <summary>The optimisers, whose states later steps depend on, too.</summary>
    public IReadOnlyList<AdamDescent> Optimizers => _optimizers;

    /// <summary>Learns from a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">The steps taken before.</param>
    public abstract void TakeStep(TransitionBatch batch, int step);

    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
            owned.Dispose();
    }

    /// <summary>Makes the policy part of the state.</summary>
    protected void Keep(string name, PolicyNetwork policy) => AddToState(name, policy);

    /// <summary>Makes a network part of the state; it is disposed with the learner.</summary>
    protected Mlp Keep(string name, Mlp network)
    {
        AddToState(name, network);
        _owned.Add(network);
        return network;
    }

    /// <summary>Makes a parameter part of the state; it is disposed with the learner.</summary>
    protected Parameter Keep(string name, Parameter parameter)
    {
        State.Add(name, parameter);
        _owned.Add(parameter.DetachFromDisposeScope());
        return parameter;
    }

    /// <summary>Makes a copy of a network that follows it slowly, part of the state; it is disposed with the learner.</summary>
    protected TargetNetwork Follow(string name, Mlp network, double polyak) => new(network, Keep(name, network.Clone()), polyak);

    /// <summary>Makes an optimiser, part of the state.</summary>
    protected AdamDescent Optimize(IEnumerable<Parameter> parameters, double learningRate)
    {
        var optimizer = new AdamDescent(parameters, learningRate);
        _optimizers.Add(optimizer);
        return optimizer;
    }

    /// <summary>Draws from the standard normal distribution.</summary>
    protected Tensor Normal(params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        random.NextGaussians(values);
        return tensor(values, shape);
    }

    /// <summary>Draws uniformly from [-1, 1).</summary>
    protected Tensor Uniform(params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        foreach (ref float value in values.AsSpan())
            value = (float)(2 * random.NextDouble() - 1);
        return tensor(values, shape);
    }

    /// <summary>Counts a measurement.</summary>
    protected void Measure(int metric, Tensor value) => MetricSums[metric] += value.item<float>();

    private void AddToState(string name, nn.Module network)
    {
        foreach ((string key, Tensor value) in network.state_dict())
            State.Add($"{name}.{key}", value);
    }
}
