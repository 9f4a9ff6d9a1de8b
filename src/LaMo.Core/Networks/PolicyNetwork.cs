using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>A policy of multilayer perceptrons: an actor, and for some algorithms critics that value what it does.</summary>
public sealed class PolicyNetwork : Module
{
    private readonly Mlp actor;
    private readonly Mlp? critic;
    private bool _disposed;

    /// <summary>Makes a network.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="random">Where its weights come from. The default value is <see langword="null"/>: they are zeros.</param>
    public PolicyNetwork(PolicyNetworkConfig config, SplitMix64? random = null)
        : base(nameof(PolicyNetwork))
    {
        Config = config;
        actor = new Mlp(1, config.ContextLength * config.StateSize, config.HiddenSizes, config.Head == PolicyHead.Gaussian ? 2 * config.ActionSize : config.ActionSize, random);
        critic = config.Value switch
        {
            PolicyValue.State => new Mlp(1, config.StateSize, config.HiddenSizes, 1, random),
            PolicyValue.Action => new Mlp(2, config.StateSize + config.ActionSize, config.HiddenSizes, 1, random),
            _ => null,
        };
        RegisterComponents();
    }

    /// <summary>The network's shape.</summary>
    public PolicyNetworkConfig Config { get; }

    internal Mlp Actor => actor;

    internal Mlp Critic => critic!;

    /// <summary>Chooses the actions of a batch of states. Safe to call from several threads at once.</summary>
    /// <param name="states">The states, <c>[row, contextLength * stateSize]</c>.</param>
    /// <exception cref="ArgumentException">The array is not a whole number of rows.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public PolicyOutput Predict(float[] states)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int width = Config.ContextLength * Config.StateSize;
        if (states.Length % width != 0)
            throw new ArgumentException($"The array has {states.Length} values, expected a multiple of {width}.", nameof(states));
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor input = tensor(states, [states.Length / width, width]);
        Tensor outputs = actor.First(input);
        Tensor actions = Config.IsDiscrete ? outputs.softmax(-1) : Squash(outputs);
        Tensor? values = Config.Value switch
        {
            PolicyValue.State => critic!.First(input).squeeze(-1),
            PolicyValue.Action => ActionValues(input, actions).amin(0),
            PolicyValue.Actor => outputs.amax(-1),
            _ => null,
        };
        return new PolicyOutput(ToArray(actions), values is null ? [] : ToArray(values / Config.RewardScale));
    }

    /// <summary>The continuous actions of the deterministic policy.</summary>
    /// <param name="states"><c>[row, contextLength * stateSize]</c></param>
    /// <returns><c>[row, actionSize]</c></returns>
    internal Tensor Act(Tensor states) => Squash(actor.First(states));

    /// <summary>The values Q(s, a) by each critic.</summary>
    /// <param name="states"><c>[row, stateSize]</c></param>
    /// <param name="actions"><c>[row, actionSize]</c></param>
    /// <returns><c>[critic, row]</c></returns>
    internal Tensor ActionValues(Tensor states, Tensor actions) => critic!.forward(cat([states, actions], -1)).squeeze(-1);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    private Tensor Squash(Tensor outputs) => outputs.narrow(-1, 0, Config.ActionSize).tanh() * Config.MaxAction;

    private static float[] ToArray(Tensor tensor) => tensor.contiguous().data<float>().ToArray();
}
