using static TorchSharp.torch;

namespace LaMo.Core.WikiRL;

/// <summary>
/// Wiki-RL's similarity loss (arXiv 2201.12122, section 3.2): - sum_i max_j C(I_i, E_j), where C is the cosine, I_i are the input tokens of trajectories, and E_j the language model's token
/// embeddings, or rather the centres that they gather around.
/// </summary>
internal static class SimilarityLoss
{
    /// <param name="inputs">I, <c>[batch, step, 3, d]</c>.</param>
    /// <param name="centres">E, <c>[centre, d]</c>.</param>
    /// <param name="mask">1 for steps, 0 for padding, <c>[batch, step]</c>.</param>
    /// <returns>The sum over the three tokens of every step, a scalar; divided by their number it is the loss.</returns>
    public static Tensor Sum(Tensor inputs, Tensor centres, Tensor mask)
    {
        Tensor cosines = Directions(inputs).matmul(Directions(centres).t()); // [batch, step, 3, centre]
        return -(cosines.max(-1).values * mask.unsqueeze(-1)).sum();
    }

    private static Tensor Directions(Tensor vectors) => nn.functional.normalize(vectors, dim: -1);
}
