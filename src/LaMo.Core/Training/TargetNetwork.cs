using LaMo.Core.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>A network that follows another one slowly: w' = (1 - polyak) w' + polyak w (Lillicrap et al., arXiv 1509.02971, section 3).</summary>
internal sealed class TargetNetwork
{
    private readonly double _polyak;
    private readonly (Parameter Own, Parameter Followed)[] _weights;

    /// <param name="followed">The network to follow.</param>
    /// <param name="network">Its copy.</param>
    /// <param name="polyak">The share of the followed network's weights in every step.</param>
    public TargetNetwork(Mlp followed, Mlp network, double polyak)
    {
        Network = network;
        _polyak = polyak;
        _weights = [.. network.parameters().Zip(followed.parameters())];
        foreach ((Parameter own, _) in _weights)
            own.requires_grad = false;
    }

    /// <summary>The network that follows.</summary>
    public Mlp Network { get; }

    /// <summary>Takes a step after the followed network.</summary>
    public void Follow()
    {
        using IDisposable noGradient = no_grad();
        foreach ((Parameter own, Parameter followed) in _weights)
            own.mul_(1 - _polyak).add_(followed, _polyak);
    }
}
