using static TorchSharp.torch;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Brings each column of a table to mean 0 and standard deviation 1; a column that never changes to 0.</summary>
internal sealed class Standardisation
{
    private readonly double[] _means;

    /// <param name="rows">The table whose means and standard deviations are taken, <c>[row, column]</c>.</param>
    /// <param name="size">The number of columns.</param>
    public Standardisation(float[] rows, int size)
    {
        double[] means = _means = new double[size], deviations = new double[size];
        int count = rows.Length / size;
        for (int i = 0; i < rows.Length; i++)
            means[i % size] += (double)rows[i] / count;
        for (int i = 0; i < rows.Length; i++)
            deviations[i % size] += (rows[i] - means[i % size]) * (rows[i] - means[i % size]) / count;
        Deviations = [.. deviations.Select(variance => variance > 1e-12 ? (float)Math.Sqrt(variance) : 1)];
    }

    /// <summary>The standard deviations, 1 where there is none.</summary>
    public float[] Deviations { get; }

    /// <summary>A table of the same columns, <c>[row, column]</c>.</summary>
    public Tensor Apply(float[] rows)
    {
        float[] result = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            result[i] = (float)((rows[i] - _means[i % _means.Length]) / Deviations[i % _means.Length]);
        return tensor(result).reshape(-1, _means.Length);
    }
}
