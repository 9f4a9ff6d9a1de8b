using LaMo.Core.Kernels;

namespace LaMo.Core.Training.Cpu;

/// <summary>
/// Some columns of a matrix W <c>[in, out]</c>, and of a bias b, as a layer y = x W + b: forward, backward, and the gradients of W and b. Rows of y are padded to whole lanes, with 0.
/// </summary>
internal sealed class TrainedLinear : ITrainedLayer, IInputLayer
{
    private readonly TrainedParameter _weight;
    private readonly TrainedParameter? _bias;
    private readonly int _first;
    private readonly int _inputs;
    private readonly int _columns;
    private readonly float[] _biasValues;
    private readonly PackedMatrix _forward;
    private readonly PackedMatrix? _backward;
    private bool _packed;

    /// <param name="weight">W.</param>
    /// <param name="bias">b, if there is one.</param>
    /// <param name="first">The first of the columns.</param>
    /// <param name="columns">Their number.</param>
    public TrainedLinear(TrainedParameter weight, TrainedParameter? bias, int first, int columns)
    {
        (_weight, _bias, _first, _inputs, _columns) = (weight, bias, first, weight.Rows, columns);
        Stride = MatrixProduct.WholeLanes(columns);
        _biasValues = new float[Stride];
        _forward = new PackedMatrix(_inputs, columns);
        // Layers whose input is of another size are the network's first.
        _backward = _inputs % MatrixProduct.Lane == 0 ? new PackedMatrix(columns, _inputs) : null;
    }

    /// <summary>The distance of y's rows.</summary>
    public int Stride { get; }

    /// <inheritdoc/>
    public void Refresh()
    {
        if (!_packed || _weight.IsNeeded)
        {
            ReadOnlySpan<float> values = _weight.Values[(_first * _weight.ColumnStride)..];
            _forward.Load(values, _weight.RowStride, _weight.ColumnStride);
            _backward?.Load(values, _weight.ColumnStride, _weight.RowStride);
        }
        _bias?.Values.Slice(_first, _columns).CopyTo(_biasValues);
        _packed = true;
    }

    /// <summary>y = x W + b.</summary>
    /// <param name="x"><c>[rows, in]</c></param>
    /// <param name="y"><c>[rows, columns]</c></param>
    /// <param name="rows">Best in whole tiles.</param>
    public void Forward(float[] x, float[] y, int rows) => Forward(x, 0, y, rows);

    /// <summary>dx = dy W^T, or what the result says, and the gradients of W and b.</summary>
    /// <typeparam name="TResult">What becomes of dy W^T.</typeparam>
    /// <param name="x"><c>[rows, in]</c></param>
    /// <param name="dy">The gradient of y, <c>[rows, columns]</c></param>
    /// <param name="dx">The gradient of x, <c>[rows, in]</c></param>
    /// <param name="rows">Best in whole tiles; rows of padding have no gradient.</param>
    /// <param name="thread">The thread that this runs on.</param>
    public void Backward<TResult>(float[] x, float[] dy, float[] dx, int rows, int thread)
        where TResult : struct, IProductResult
    {
        _backward!.Apply<TResult>(dy, 0, Stride, [], dx, 0, _inputs, rows, threads: 1);
        AddGradients(x, 0, dy, rows, thread);
    }

    /// <inheritdoc/>
    public void Embed(float[] inputs, int first, int steps, float[] embedded) => Forward(inputs, first * _inputs, embedded, steps);

    /// <inheritdoc/>
    public void EmbedBack(float[] inputs, int first, int steps, float[] gradient, int thread) => AddGradients(inputs, first * _inputs, gradient, steps, thread);

    private void Forward(float[] x, int start, float[] y, int rows) => _forward.Apply<Biased>(x, start, _inputs, _biasValues, y, 0, Stride, rows, threads: 1);

    private void AddGradients(float[] x, int start, float[] dy, int rows, int thread)
    {
        if (_weight.IsNeeded)
            MatrixProduct.Add(ref x[start], 1, _inputs, ref dy[0], Stride, ref _weight.Gradient(thread)[_first], _weight.Stride, _inputs, rows, Stride);
        if (_bias?.IsNeeded == true)
            for (int row = 0; row < rows; row++)
                Pointwise.Add(_bias.Gradient(thread).AsSpan(_first, Stride), dy.AsSpan(row * Stride, Stride));
    }
}
