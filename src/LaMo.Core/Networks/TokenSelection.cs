using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>Every so many tokens of a sequence, from one on: what the last block need only compute.</summary>
internal readonly record struct TokenSelection(long Start, long Step)
{
    /// <summary>The s_t tokens of a sequence of R_t, s_t, a_t.</summary>
    public static TokenSelection States { get; } = new(1, 3);

    /// <summary>The last s_t token of such a sequence.</summary>
    public static TokenSelection LastState(long tokens) => new(tokens - 2, 3);

    /// <param name="x">A tensor with one entry per token along a dimension.</param>
    /// <param name="dimension">That dimension.</param>
    public Tensor Of(Tensor x, int dimension) => x.slice(dimension, Start, x.shape[dimension], Step);
}
