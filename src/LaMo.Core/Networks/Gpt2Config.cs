using System.Text.Json.Serialization;

namespace LaMo.Core.Networks;

/// <summary>The shape of a GPT-2 transformer. Serialised under the names of Hugging Face's config.json.</summary>
public sealed record Gpt2Config
{
    /// <summary>The model width d, a multiple of <see cref="Heads"/>. The default value is 128.</summary>
    [JsonPropertyName("n_embd")]
    public int Width { get; init; } = 128;

    /// <summary>The number of blocks. The default value is 4.</summary>
    [JsonPropertyName("n_layer")]
    public int Layers { get; init; } = 4;

    /// <summary>The number of tokens that the model can read and predict; 0 leaves out the token embedding and with it all language. The default value is 0.</summary>
    [JsonPropertyName("vocab_size")]
    public int VocabularySize { get; init; }

    /// <summary>The rows of the position table, the longest text; 0 leaves it out. The default value is 0.</summary>
    [JsonPropertyName("n_positions")]
    public int Positions { get; init; }

    /// <summary>The function inside the feed-forward parts. The default value is <see cref="Gpt2Activation.GeluNew"/>.</summary>
    [JsonPropertyName("activation_function")]
    public Gpt2Activation Activation { get; init; } = Gpt2Activation.GeluNew;

    /// <summary>The number of attention heads. The default value is 4.</summary>
    [JsonPropertyName("n_head")]
    public int Heads { get; init; } = 4;

    /// <summary>Dropout on what a block adds to the residual stream. The default value is 0.1.</summary>
    [JsonPropertyName("resid_pdrop")]
    public double ResidualDropout { get; init; } = 0.1;

    /// <summary>Dropout on the input embeddings. The default value is 0.1.</summary>
    [JsonPropertyName("embd_pdrop")]
    public double EmbeddingDropout { get; init; } = 0.1;

    /// <summary>Dropout on the attention weights. The default value is 0.1.</summary>
    [JsonPropertyName("attn_pdrop")]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>The epsilon of every layer norm. The default value is 1e-5.</summary>
    [JsonPropertyName("layer_norm_epsilon")]
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>The standard deviation that weights are drawn with. The default value is 0.02.</summary>
    [JsonPropertyName("initializer_range")]
    public double InitializerRange { get; init; } = 0.02;
}
