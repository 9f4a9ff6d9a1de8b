using LaMo.Core.Kernels;

namespace LaMo.Core.Training.Cpu;

/// <summary>A table of vectors in training, such as that of timesteps.</summary>
/// <param name="weight">The table, <c>[row, d]</c>.</param>
/// <param name="rows">How many of its rows are used.</param>
internal sealed class TrainedTable(TrainedParameter weight, int rows) : IInputLayer
{
    /// <inheritdoc/>
    /// <remarks>The inputs are numbers of rows; those beyond the used ones are of the nearest of these.</remarks>
    public void Embed(float[] inputs, int first, int steps, float[] embedded)
    {
        ReadOnlySpan<float> values = weight.Values;
        for (int step = 0; step < steps; step++)
            values.Slice(Start(inputs[first + step]), weight.Columns).CopyTo(embedded.AsSpan(step * weight.Columns));
    }

    /// <inheritdoc/>
    public void EmbedBack(float[] inputs, int first, int steps, float[] gradient, int thread)
    {
        if (weight.IsNeeded)
            for (int step = 0; step < steps; step++)
                Pointwise.Add(weight.Gradient(thread).AsSpan(Start(inputs[first + step]), weight.Columns), gradient.AsSpan(step * weight.Columns, weight.Columns));
    }

    private int Start(float row) => (int)Math.Clamp(row, 0, rows - 1) * weight.Columns;
}
