using System.Text.RegularExpressions;

namespace LaMo.Core.Checkpoints;

/// <summary>Names in GPT-2's state dicts.</summary>
internal static partial class Gpt2Names
{
    /// <summary>Whether a tensor is a causal mask, which older versions of Hugging Face's code saved with the weights.</summary>
    public static bool IsMask(string name) => Mask.IsMatch(name);

    [GeneratedRegex(@"(^|\.)h\.[0-9]+\.attn\.(bias|masked_bias)\z")]
    private static partial Regex Mask { get; }
}
