using LaMo.Core.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training.Cpu;

/// <summary>
/// A parameter as a matrix, and its gradient, summed by several threads apart, so that the sum does not depend on who was faster. The sums' rows are padded to whole lanes.
/// </summary>
internal sealed class TrainedParameter
{
    private readonly Parameter _parameter;
    private readonly List<float[]> _sums = [];

    private TrainedParameter(Parameter parameter, long rows, long columns, long rowStride, long columnStride)
    {
        _parameter = parameter;
        (Rows, Columns, RowStride, ColumnStride) = ((int)rows, (int)columns, (int)rowStride, (int)columnStride);
        Stride = MatrixProduct.WholeLanes(Columns);
        IsNeeded = parameter.requires_grad;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The distance of the rows in <see cref="Values"/>.</summary>
    public int RowStride { get; }

    /// <summary>The distance of the columns in <see cref="Values"/>.</summary>
    public int ColumnStride { get; }

    /// <summary>The distance of the rows in <see cref="Gradient"/>.</summary>
    public int Stride { get; }

    /// <summary>Whether it is trained at all.</summary>
    public bool IsNeeded { get; }

    /// <summary>The elements as they are now.</summary>
    public ReadOnlySpan<float> Values => TensorMemory.Floats(_parameter);

    /// <summary>A matrix as it is, or a vector as a row.</summary>
    public static TrainedParameter Of(Parameter parameter) => parameter.shape is [var rows, var columns]
        ? new TrainedParameter(parameter, rows, columns, columns, 1)
        : new TrainedParameter(parameter, 1, parameter.numel(), parameter.numel(), 1);

    /// <summary>The transpose of a matrix.</summary>
    public static TrainedParameter Turned(Parameter parameter) => new(parameter, parameter.shape[1], parameter.shape[0], 1, parameter.shape[1]);

    /// <summary>Begins the sums at zero.</summary>
    /// <param name="threads">The number of threads.</param>
    public void Clear(int threads)
    {
        while (_sums.Count < threads)
            _sums.Add(new float[Rows * Stride]);
        foreach (float[] sum in _sums)
            Array.Clear(sum);
    }

    /// <summary>One thread's sum of the gradient, <c>[rows, columns]</c>.</summary>
    public float[] Gradient(int thread) => _sums[thread];

    /// <summary>The tensor that holds the parameter's gradient, zeros at first.</summary>
    public Tensor Total() => _parameter.grad ??= zeros_like(_parameter);

    /// <summary>Adds the sums of all threads.</summary>
    /// <param name="total">The memory of <see cref="Total"/>.</param>
    public void AddTo(Span<float> total)
    {
        foreach (float[] sum in _sums)
            if (ColumnStride == 1 && Stride == Columns)
                Pointwise.Add(total, sum);
            else
                for (int row = 0; row < Rows; row++)
                    for (int column = 0; column < Columns; column++)
                        total[row * RowStride + column * ColumnStride] += sum[row * Stride + column];
    }
}
