using LaMo.Core.Kernels;

namespace LaMo.Core.Training.Cpu;

/// <summary>What the backward pass of a perceptron with two layers and gelu between needs of its forward pass over one window, in memory that the next window uses again.</summary>
/// <param name="width">The width d within it.</param>
/// <param name="outputs">The width of its output.</param>
/// <param name="steps">The most steps of a window.</param>
internal sealed class PerceptronRecord(int width, int outputs, int steps)
{
    public int Width => width;

    /// <summary>Before the activation, <c>[step, d]</c>.</summary>
    public float[] Input { get; } = new float[steps * width];

    /// <summary>After it.</summary>
    public float[] Inner { get; } = new float[steps * width];

    /// <summary>Its derivative.</summary>
    public float[] Slope { get; } = new float[steps * width];

    /// <summary>The gradient of <see cref="Inner"/>.</summary>
    public float[] Gradient { get; } = new float[steps * width];

    /// <summary><c>[step, outputs]</c></summary>
    public float[] Output { get; } = new float[steps * outputs];

    /// <summary>Computes <see cref="Inner"/> and <see cref="Slope"/> for some steps.</summary>
    public void Activate(int count) => Gelu.Differentiate(Input.AsSpan(0, count * width), Inner, Slope);
}
