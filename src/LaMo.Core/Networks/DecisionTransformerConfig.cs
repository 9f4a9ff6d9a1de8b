namespace LaMo.Core.Networks;

/// <summary>The shape of a <see cref="DecisionTransformer"/>.</summary>
public sealed record DecisionTransformerConfig
{
    /// <summary>The number of values of a state.</summary>
    public required int StateSize { get; init; }

    /// <summary>The number of values of a continuous action.</summary>
    public required int ActionSize { get; init; }

    /// <summary>The number of steps K that the model sees. The default value is 20.</summary>
    public int ContextLength { get; init; } = 20;

    /// <summary>The rows of the timestep embedding; later timesteps use the last row. The default value is 1000.</summary>
    public int MaxEpisodeLength { get; init; } = 1000;

    /// <summary>The transformer.</summary>
    public Gpt2Config Transformer { get; init; } = new();

    /// <summary>The transformer's adaptation.</summary>
    public LoraConfig Lora { get; init; } = new();
}
