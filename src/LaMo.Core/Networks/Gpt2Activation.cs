using System.Text.Json.Serialization;

namespace LaMo.Core.Networks;

/// <summary>The function inside GPT-2's feed-forward parts, by Hugging Face's names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Gpt2Activation>))]
public enum Gpt2Activation
{
    /// <summary>GPT-2's own: the tanh approximation of gelu.</summary>
    [JsonStringEnumMemberName("gelu_new")]
    GeluNew,

    /// <summary>max(x, 0), as in the Decision Transformer baseline.</summary>
    [JsonStringEnumMemberName("relu")]
    Relu,
}
