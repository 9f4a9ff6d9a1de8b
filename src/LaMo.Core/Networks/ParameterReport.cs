using TorchSharp.Modules;

namespace LaMo.Core.Networks;

/// <summary>
/// How much of a network is trained. Papers quote the share within the transformer alone; embedders and action head, always trained from nothing, come on top.
/// </summary>
/// <param name="Transformer">The parameters of the transformer.</param>
/// <param name="Network">All parameters, the transformer's among them.</param>
public sealed record ParameterReport(ParameterCount Transformer, ParameterCount Network)
{
    /// <summary>The report in a line.</summary>
    public override string ToString() => $"{Transformer} of the transformer and {Network} of the whole network are trained";
}

/// <summary>Numbers of parameters.</summary>
/// <param name="Trainable">Those that are trained.</param>
/// <param name="Frozen">Those that stay as they are.</param>
public readonly record struct ParameterCount(long Trainable, long Frozen)
{
    /// <summary>All of them.</summary>
    public long Total => Trainable + Frozen;

    /// <summary>The trained share, 0 to 1.</summary>
    public double TrainableShare => Total == 0 ? 0 : (double)Trainable / Total;

    internal static ParameterCount Of(IEnumerable<Parameter> parameters)
    {
        ILookup<bool, long> counts = parameters.ToLookup(parameter => parameter.requires_grad, parameter => parameter.numel());
        return new ParameterCount(counts[true].Sum(), counts[false].Sum());
    }

    /// <summary>Such as <c>24 of 1000 parameters (2.4 %)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Trainable} of {Total} parameters ({100 * TrainableShare:G3} %)");
}
