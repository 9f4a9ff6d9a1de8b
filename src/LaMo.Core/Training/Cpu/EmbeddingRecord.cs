namespace LaMo.Core.Training.Cpu;

/// <summary>What the backward pass of the embeddings needs of their forward pass over one window, in memory that the next window uses again.</summary>
/// <param name="width">The model width d.</param>
/// <param name="steps">The most steps of a window.</param>
internal sealed class EmbeddingRecord(int width, int steps)
{
    /// <summary>The embeddings of returns-to-go, states and actions.</summary>
    public PerceptronRecord[] Parts { get; } = [.. Enumerable.Range(0, 3).Select(_ => new PerceptronRecord(width, width, steps))];

    /// <summary>The embeddings of timesteps, or their gradient, <c>[step, d]</c>.</summary>
    public float[] Times { get; } = new float[steps * width];

    /// <summary>The tokens before the layer norm, <c>[3 step, d]</c>.</summary>
    public float[] Embedded { get; } = new float[3 * steps * width];

    /// <summary>The dropout mask of the tokens.</summary>
    public float[] Mask { get; } = new float[3 * steps * width];

    /// <summary>The gradient of <see cref="Embedded"/>.</summary>
    public float[] EmbeddedGradient { get; } = new float[3 * steps * width];

    /// <summary>The gradient of one of <see cref="Parts"/>, <c>[step, d]</c>.</summary>
    public float[] PartGradient { get; } = new float[steps * width];
}
