using LaMo.Core.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Networks;

/// <summary>Where a network has dropout.</summary>
public enum DropoutPlace
{
    Embeddings,
    AttentionWeights,
    AttentionOutput,
    FeedForwardOutput,
    LoraInput,
}

/// <summary>Networks with dropout in one place alone.</summary>
internal static class DropoutPlaces
{
    public static TheoryData<DropoutPlace> All => [.. Enum.GetValues<DropoutPlace>()];

    /// <summary>A small network whose dropout changes something in one place alone.</summary>
    /// <param name="place">The place.</param>
    /// <param name="rate">The dropout rate there; all others are 0.</param>
    /// <param name="config">The shape, without dropout and with LoRA.</param>
    /// <param name="dropout">Where its masks come from.</param>
    public static DecisionTransformer Create(this DropoutPlace place, double rate, DecisionTransformerConfig config, DropoutGenerator? dropout = null)
    {
        Gpt2Config transformer = place switch
        {
            DropoutPlace.Embeddings => config.Transformer with { EmbeddingDropout = rate },
            DropoutPlace.AttentionWeights => config.Transformer with { AttentionDropout = rate },
            DropoutPlace.AttentionOutput or DropoutPlace.FeedForwardOutput => config.Transformer with { ResidualDropout = rate },
            _ => config.Transformer,
        };
        LoraConfig lora = config.Adaptation.Lora! with { Dropout = place == DropoutPlace.LoraInput ? rate : 0 };
        DecisionTransformer network = SmallNetwork.Create(config with { Transformer = transformer, Adaptation = config.Adaptation with { Lora = lora } }, dropout);
        // The two places on the residual stream have one rate: the other one is to have nothing to drop.
        if (place == DropoutPlace.AttentionOutput)
            Silence(network, ".mlp.c_proj.");
        if (place == DropoutPlace.FeedForwardOutput)
            Silence(network, ".attn.c_proj.");
        return network;
    }

    private static void Silence(DecisionTransformer network, string part)
    {
        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        foreach ((string name, Parameter parameter) in network.named_parameters())
            if (name.Contains(part, StringComparison.Ordinal))
                parameter.zero_();
    }
}
