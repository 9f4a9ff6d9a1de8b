using LaMo.Core.Networks;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>The shapes of the networks in tests/reference/fixtures.py.</summary>
internal static class ReferenceNetworks
{
    /// <summary>A language model; what is around its transformer is not used.</summary>
    public static DecisionTransformerConfig Gpt2 { get; } = new()
    {
        StateSize = 1,
        ActionSize = 1,
        Transformer = Undropped with { Width = 12, Layers = 2, Heads = 2, VocabularySize = 24, Positions = 10 },
        Adaptation = Adaptation.FineTuning,
    };

    public static DecisionTransformerConfig LoraGpt2 { get; } = Gpt2 with { Adaptation = LoraOf(rank: 3, alpha: 6) };

    public static DecisionTransformerConfig DT { get; } = new()
    {
        StateSize = 3,
        ActionSize = 2,
        ContextLength = 5,
        MaxEpisodeLength = 12,
        Transformer = Undropped with { Width = 16, Layers = 3, Heads = 1, Activation = Gpt2Activation.Relu },
        Adaptation = Adaptation.FineTuning,
        MlpEmbedding = false,
    };

    public static DecisionTransformerConfig LaMo { get; } = new()
    {
        StateSize = 3,
        ActionSize = 2,
        ContextLength = 5,
        MaxEpisodeLength = 12,
        Transformer = Undropped with { Width = 32, Layers = 2, Heads = 2 },
        Adaptation = LoraOf(rank: 16, alpha: 32),
    };

    public static DecisionTransformerConfig Discrete { get; } = new()
    {
        StateSize = 3,
        ActionSize = 1,
        ActionCount = 4,
        ContextLength = 5,
        MaxEpisodeLength = 12,
        Transformer = Undropped with { Width = 32, Layers = 2, Heads = 2, Activation = Gpt2Activation.Relu },
        Adaptation = Adaptation.FineTuning,
        MlpEmbedding = false,
        NormalizeBeforeTime = false,
    };

    /// <summary>As LaMo's Atari code has it: images, a table of actions, and a linear head behind the multilayer perceptrons.</summary>
    public static DecisionTransformerConfig Atari { get; } = new()
    {
        StateSize = 2 * 36 * 40,
        Image = new ImageShape(2, 36, 40),
        ActionSize = 1,
        ActionCount = 4,
        ContextLength = 3,
        MaxEpisodeLength = 12,
        Transformer = Undropped with { Width = 32, Layers = 2, Heads = 2 },
        Adaptation = LoraOf(rank: 16, alpha: 16),
        MlpHead = false,
        NormalizeBeforeTime = false,
    };

    public static DecisionTransformerConfig Of(string fixture) => fixture switch
    {
        "gpt2" => Gpt2,
        "gpt2-lora" => LoraGpt2,
        "dt" => DT,
        "lamo" => LaMo,
        "discrete" => Discrete,
        "atari" => Atari,
        _ => throw new ArgumentOutOfRangeException(nameof(fixture), fixture, "There is no such network."),
    };

    private static Gpt2Config Undropped => new() { ResidualDropout = 0, EmbeddingDropout = 0, AttentionDropout = 0 };

    private static Adaptation LoraOf(int rank, double alpha) => new() { Lora = new LoraConfig { Rank = rank, Alpha = alpha, Dropout = 0 } };
}
