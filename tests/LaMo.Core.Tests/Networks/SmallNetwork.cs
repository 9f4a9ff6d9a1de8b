using LaMo.Core.Networks;
using TorchSharp;

namespace LaMo.Core.Tests.Networks;

/// <summary>A network small enough for plain loops, without dropout.</summary>
internal static class SmallNetwork
{
    public static DecisionTransformerConfig Config { get; } = new()
    {
        StateSize = 3,
        ActionSize = 2,
        ContextLength = 5,
        MaxEpisodeLength = 12,
        Transformer = new Gpt2Config { Width = 16, Layers = 2, Heads = 2, ResidualDropout = 0, EmbeddingDropout = 0, AttentionDropout = 0 },
        Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 4, Alpha = 8, Dropout = 0 } },
    };

    /// <summary>The same in sizes that the vector code of this library computes.</summary>
    public static DecisionTransformerConfig VectorConfig { get; } = Config with
    {
        Transformer = Config.Transformer with { Width = 32 },
        Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 16, Alpha = 8, Dropout = 0 } },
    };

    /// <summary>A network whose parameters are all non-trivial: LoRA's B and the layer norms too.</summary>
    public static DecisionTransformer Create(DecisionTransformerConfig? config = null, DropoutGenerator? dropout = null)
    {
        torch.random.manual_seed(11);
        var network = new DecisionTransformer(config ?? Config, dropout ?? new DropoutGenerator(11));
        using (torch.no_grad())
            foreach (TorchSharp.Modules.Parameter parameter in network.parameters())
                using (torch.NewDisposeScope())
                    parameter.add_(torch.randn_like(parameter) * 0.1);
        network.eval();
        return network;
    }
}
