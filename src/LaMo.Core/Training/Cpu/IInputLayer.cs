namespace LaMo.Core.Training.Cpu;

/// <summary>The first layer of an embedder: it makes vectors of a step's numbers, which have no gradient.</summary>
internal interface IInputLayer
{
    /// <summary>Embeds steps.</summary>
    /// <param name="inputs">The numbers of many steps.</param>
    /// <param name="first">The first step.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="embedded"><c>[step, d]</c></param>
    void Embed(float[] inputs, int first, int steps, float[] embedded);

    /// <summary>Adds to the gradients of the parameters.</summary>
    /// <param name="inputs">The numbers of many steps.</param>
    /// <param name="first">The first step.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="gradient">The gradient of what <see cref="Embed"/> gave.</param>
    /// <param name="thread">The thread that this runs on.</param>
    void EmbedBack(float[] inputs, int first, int steps, float[] gradient, int thread);
}
