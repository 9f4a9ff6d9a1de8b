using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>An embedder of states, actions or returns-to-go in training: a layer, and around it, where there is a second one, <see cref="MlpEmbedder"/>.</summary>
/// <param name="first">The layer that sees the inputs.</param>
/// <param name="second">The second layer of a multilayer perceptron; <see langword="null"/> for a linear embedder.</param>
internal sealed class TrainedEmbedder(IInputLayer first, TrainedLinear? second)
{
    /// <summary>Embeds the steps of a window.</summary>
    /// <param name="inputs">The numbers of many steps.</param>
    /// <param name="start">The window's first step.</param>
    /// <param name="steps">The number of its steps.</param>
    /// <param name="record">Gets the result and what the backward pass needs.</param>
    public void Forward(float[] inputs, int start, int steps, PerceptronRecord record)
    {
        if (second is null)
        {
            first.Embed(inputs, start, steps, record.Output);
            return;
        }
        first.Embed(inputs, start, steps, record.Input);
        record.Activate(steps);
        second.Forward(record.Inner, record.Output, steps);
        int size = steps * record.Width;
        Pointwise.Add(record.Output.AsSpan(0, size), record.Input.AsSpan(0, size));
    }

    /// <summary>Adds to the gradients of the parameters.</summary>
    /// <param name="inputs">The numbers of many steps.</param>
    /// <param name="start">The window's first step.</param>
    /// <param name="steps">The number of its steps.</param>
    /// <param name="record">What <see cref="Forward"/> kept.</param>
    /// <param name="gradient">The gradient of the result, <c>[step, d]</c>; it is overwritten.</param>
    /// <param name="thread">The thread that this runs on.</param>
    public void Backward(float[] inputs, int start, int steps, PerceptronRecord record, float[] gradient, int thread)
    {
        if (second is not null)
        {
            second.Backward<Product>(record.Inner, gradient, record.Gradient, steps, thread);
            int size = steps * record.Width;
            Pointwise.AddProduct(gradient.AsSpan(0, size), record.Gradient, record.Slope);
        }
        first.EmbedBack(inputs, start, steps, gradient, thread);
    }
}
